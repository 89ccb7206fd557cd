package dev.keysunset.simulation;

import dev.keysunset.core.StateName;
import dev.keysunset.core.Transition;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happened in the worlds of one run, added up: a simulation in which nothing happens proves nothing. */
final class Outcomes {
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private final Map<StateName, Integer> ends = new EnumMap<>(StateName.class);
    private final Map<String, Integer> edges = new TreeMap<>();
    private int worlds;
    private int idle;
    private int idleDeleted;

    Outcomes() {
        for (var fault : Fault.values()) {
            struck.put(fault, 0);
        }
    }

    synchronized void add(World world) {
        worlds++;
        for (var fault : Fault.values()) {
            struck.merge(fault, world.weather.struck(fault), Integer::sum);
        }
        world.laws.edges.forEach((edge, count) -> edges.merge(text(edge), count, Integer::sum));
        for (var row : world.store.rows.values()) {
            ends.merge(row.state().name(), 1, Integer::sum);
            if (row.retirement.members().stream()
                    .allMatch(member -> world.aws.key(member.keyArn()).uses.isEmpty())) {
                idle++;
                idleDeleted += row.state().name() == StateName.DELETED ? 1 : 0;
            }
        }
    }

    int struck(Fault fault) {
        return struck.getOrDefault(fault, 0);
    }

    int taken(Transition edge) {
        return edges.getOrDefault(text(edge), 0);
    }

    int idle() {
        return idle;
    }

    int idleDeleted() {
        return idleDeleted;
    }

    private static String text(Transition edge) {
        return edge.from() + " to " + edge.to() + " by " + edge.cause();
    }

    @Override
    public String toString() {
        return worlds + " worlds\n\nretirements ended in\n" + table(ends) + "\nidle retirements " + idle + ", deleted "
                + idleDeleted + "\n\nfaults that struck\n" + table(struck) + "\nedges taken\n" + table(edges);
    }

    private static String table(Map<?, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> "%9d  %s%n".formatted(count.getValue(), count.getKey()))
                .collect(Collectors.joining());
    }
}
