package dev.keysunset.web;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** One query parameter, read strictly: what cannot be understood is refused by name and never ignored. */
public record Query(String name, Optional<String> text) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Set<String> FLAGS = Set.of("true", "false");

    public Query {
        text = text.map(String::strip).filter(given -> !given.isEmpty());
    }

    public static int limit(Optional<String> text) {
        var query = new Query("limit", text);
        return query.text()
                .map(given -> {
                    if (!given.matches("\\d{1,4}")
                            || Integer.parseInt(given) < 1
                            || Integer.parseInt(given) > MAX_LIMIT) {
                        throw query.invalid("a number from 1 to " + MAX_LIMIT);
                    }
                    return Integer.parseInt(given);
                })
                .orElse(DEFAULT_LIMIT);
    }

    public <E extends Enum<E>> Optional<E> oneOf(Class<E> type) {
        return text.map(given -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(given))
                .findFirst()
                .orElseThrow(() -> invalid("one of " + Arrays.toString(type.getEnumConstants()))));
    }

    /** Left out it is false. */
    public boolean flag() {
        text.filter(given -> !FLAGS.contains(given)).ifPresent(_ -> {
            throw invalid("true or false");
        });
        return text.filter("true"::equals).isPresent();
    }

    public Optional<UUID> uuid() {
        text.filter(given -> !ID.matcher(given).matches()).ifPresent(_ -> {
            throw invalid("a UUID");
        });
        return text.map(UUID::fromString);
    }

    /** Days as {@code 90d}, or any ISO 8601 duration or count of days such as {@code PT36H} or {@code P90D}. */
    public Optional<Duration> duration() {
        return text.map(given -> {
            var days = DAYS.matcher(given);
            try {
                var duration = days.matches() ? Duration.ofDays(Long.parseLong(days.group(1))) : Duration.parse(given);
                if (duration.isNegative() || duration.toDays() > 36_500) {
                    throw invalid("between nothing and a hundred years");
                }
                return duration;
            } catch (DateTimeParseException e) {
                throw new ProblemException(
                        invalid("a duration such as 90d, P90D or PT36H").problem());
            }
        });
    }

    public ProblemException invalid(String expected) {
        return ProblemKind.INVALID
                .with(
                        "The parameter " + name + "=" + text.orElse("") + " cannot be understood.",
                        "Give " + name + " as " + expected + ", or leave it out.")
                .field(name)
                .exception();
    }
}
