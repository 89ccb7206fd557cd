package dev.keysunset.standin.logs;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Which streams are searched: named ones, those with a prefix, or all. */
record StreamFilter(Set<String> names, String prefix) implements Predicate<String> {
    private static final int MOST_NAMES = 100;

    static StreamFilter of(LogsCall asked) {
        var list = asked.call().parameters().path("logStreamNames");
        var names = StreamSupport.stream(list.spliterator(), false)
                .map(name -> name.asText())
                .collect(Collectors.toUnmodifiableSet());
        var prefix = asked.text("logStreamNamePrefix");
        if (list.isArray() && prefix.isPresent()) {
            throw LogsCall.invalid("logStreamNames and logStreamNamePrefix are mutually exclusive.");
        }
        if (list.isArray() && (list.isEmpty() || list.size() > MOST_NAMES)) {
            throw LogsCall.invalid("1 validation error detected: Value at 'logStreamNames' failed to satisfy"
                    + " constraint: Member must have length " + List.of(1, MOST_NAMES));
        }
        return new StreamFilter(names, prefix.orElse(""));
    }

    @Override
    public boolean test(String stream) {
        return (names.isEmpty() || names.contains(stream)) && stream.startsWith(prefix);
    }
}
