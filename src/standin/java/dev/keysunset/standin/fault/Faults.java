package dev.keysunset.standin.fault;

import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.wire.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The fault rules in force, and the calls that they hold. The first rule that fits a call hits it. */
public final class Faults {
    private final Map<Integer, Installed> rules = new LinkedHashMap<>();
    private int next = 1;

    /** A rule in force. */
    public static final class Installed {
        private final int id;
        private final FaultRule rule;
        private final List<Runnable> held = new ArrayList<>();
        private OptionalInt left;
        private int hits;

        private Installed(int id, FaultRule rule) {
            this.id = id;
            this.rule = rule;
            this.left = rule.times();
        }

        public int id() {
            return id;
        }

        public FaultRule rule() {
            return rule;
        }

        public int hits() {
            return hits;
        }

        /** How many calls wait here to be released. */
        public int held() {
            return held.size();
        }

        /** Keeps a call; running it carries it out. */
        public void hold(Runnable call) {
            held.add(call);
        }

        private boolean isSpent() {
            return left.isPresent() && left.getAsInt() <= 0;
        }

        private void hit() {
            hits++;
            left = left.isPresent() ? OptionalInt.of(left.getAsInt() - 1) : left;
        }
    }

    public int add(FaultRule rule) {
        var id = next++;
        rules.put(id, new Installed(id, rule));
        return id;
    }

    public Collection<Installed> all() {
        return Collections.unmodifiableCollection(rules.values());
    }

    /** The rule that hits this call; it counts as hit. */
    public Optional<Installed> strike(Call call, Optional<KeyArn> key) {
        var struck = rules.values().stream()
                .filter(installed -> !installed.isSpent())
                .filter(installed -> installed.rule().target().hits(call, key))
                .findFirst();
        struck.ifPresent(Installed::hit);
        return struck;
    }

    /** Ends a rule and hands out the calls it held, to be carried out now; empty if there is no such rule. */
    public Optional<List<Runnable>> remove(int id) {
        return Optional.ofNullable(rules.remove(id)).map(installed -> List.copyOf(installed.held));
    }
}
