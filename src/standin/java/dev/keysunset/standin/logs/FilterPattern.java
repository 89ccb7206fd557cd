package dev.keysunset.standin.logs;

import java.util.List;
import java.util.function.Predicate;

/** A filter pattern. Amazon CloudWatch Logs User Guide, "Filter pattern syntax". */
sealed interface FilterPattern {

    boolean matches(LogLine line);

    record Everything() implements FilterPattern {
        @Override
        public boolean matches(LogLine line) {
            return true;
        }
    }

    /** A condition on a line that is JSON; other lines never match. */
    record OfJson(Condition condition) implements FilterPattern {
        @Override
        public boolean matches(LogLine line) {
            return line.json().isObject() && condition.holds(line.json());
        }
    }

    /**
     * Terms of plain text: all of the wanted ones and none of the unwanted ones must occur. Optional ones, any of which
     * suffices, are ignored beside others.
     */
    record Terms(List<Predicate<String>> wanted, List<Predicate<String>> optional, List<Predicate<String>> unwanted)
            implements FilterPattern {
        @Override
        public boolean matches(LogLine line) {
            var text = line.text();
            var onlyOptional = wanted.isEmpty() && unwanted.isEmpty();
            return wanted.stream().allMatch(term -> term.test(text))
                    && unwanted.stream().noneMatch(term -> term.test(text))
                    && (!onlyOptional || optional.stream().anyMatch(term -> term.test(text)));
        }
    }
}
