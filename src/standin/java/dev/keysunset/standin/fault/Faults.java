package dev.keysunset.standin.fault;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.wire.Call;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** The fault rules in force, and the calls that they hold. Of each type of fault the first rule that fits a call hits it. */
public final class Faults {
    private final DomainClock clock;
    private final Chance chance;
    private final Map<Integer, InstalledFault> rules = new LinkedHashMap<>();
    private int next = 1;

    /** A fault that hits a call, and the rule that says so. */
    public record Struck<F extends Fault>(F fault, InstalledFault rule) {}

    public Faults(DomainClock clock, Chance chance) {
        this.clock = clock;
        this.chance = chance;
    }

    public int add(FaultRule rule) {
        return add(rule, chance.of("fault " + next));
    }

    int add(FaultRule rule, RandomGenerator random) {
        var id = next++;
        rules.put(id, new InstalledFault(id, rule, clock, random));
        return id;
    }

    public Collection<InstalledFault> all() {
        return Collections.unmodifiableCollection(rules.values());
    }

    /** The fault of a type that hits this call; it counts as hit. */
    public <F extends Fault> Optional<Struck<F>> strike(Class<F> type, Call call, Optional<KeyArn> key) {
        return strike(type, Subject.of(call, key), _ -> true);
    }

    <F extends Fault> Optional<Struck<F>> strike(Class<F> type, Subject subject, Predicate<FaultDetails> fits) {
        return rules.values().stream()
                .filter(installed -> type.isInstance(installed.rule().fault()))
                .filter(installed -> fits.test(installed.rule().details()))
                .filter(installed -> installed.rule().target().hits(subject))
                .filter(InstalledFault::strikes)
                .findFirst()
                .map(installed -> new Struck<>(type.cast(installed.rule().fault()), installed));
    }

    /**
     * Ends a rule; the calls that it held are carried out now.
     *
     * @return how many calls it held; empty if there is no such rule
     */
    public Optional<Integer> end(int id) {
        return Optional.ofNullable(rules.remove(id)).map(InstalledFault::release);
    }
}
