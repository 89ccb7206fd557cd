package dev.keysunset.notify.outbox;

import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.notify.NotifySettings;
import dev.keysunset.notify.channel.Channel;
import dev.keysunset.notify.channel.Channels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everybody who is told of anything. The configuration does not change while the service runs. */
@ApplicationScoped
public class Targets {
    private final Map<String, Channel> channels;
    private final Routes routes;

    Targets(NotifySettings settings, Channels channels) {
        this.channels = new TreeMap<>();
        settings.targets().forEach((name, target) -> this.channels.put(name, channels.to(target)));
        this.routes = Routes.of(settings.targets(), carried());
    }

    private Map<String, Set<Kind>> carried() {
        return channels.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Arrays.stream(Kind.values())
                                .filter(entry.getValue()::carries)
                                .collect(Collectors.toSet())));
    }

    public SortedSet<String> names() {
        return new TreeSet<>(channels.keySet());
    }

    Routes routes() {
        return routes;
    }

    boolean groups(String target) {
        return channel(target).groups();
    }

    Channel channel(String target) {
        return Objects.requireNonNull(channels.get(target), target);
    }
}
