package dev.keysunset.standin.ground;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * One thing that can be chosen. Where AWS leaves a behaviour open, the standard is the case that is more dangerous for a
 * client.
 *
 * @param name as {@code --set} and {@code /_standin/settings} take it, such as {@code kms.longest-usage-delay}
 * @param standard the value of a stand-in that nobody told otherwise, as a text
 * @param meaning a sentence for people
 */
public record Setting<T>(String name, String standard, String meaning, Function<String, T> reader) {

    public static Setting<Boolean> flag(String name, boolean standard, String meaning) {
        return new Setting<>(name, Boolean.toString(standard), meaning, Setting::flag);
    }

    /** A count; never negative. */
    public static Setting<Integer> number(String name, int standard, String meaning) {
        return new Setting<>(name, Integer.toString(standard), meaning, Setting::number);
    }

    /** A probability from 0 to 1. */
    public static Setting<Double> chance(String name, double standard, String meaning) {
        return new Setting<>(name, Double.toString(standard), meaning, Setting::chance);
    }

    /** A factor; never negative. */
    public static Setting<Double> factor(String name, double standard, String meaning) {
        return new Setting<>(name, Double.toString(standard), meaning, Setting::factor);
    }

    /** A length of time in ISO 8601, never negative. */
    public static Setting<Duration> duration(String name, Duration standard, String meaning) {
        return new Setting<>(name, standard.toString(), meaning, Setting::duration);
    }

    /** A moment in ISO 8601. */
    public static Setting<Instant> moment(String name, Instant standard, String meaning) {
        return new Setting<>(name, standard.toString(), meaning, Instant::parse);
    }

    public static <E extends Enum<E>> Setting<E> choice(String name, E standard, String meaning) {
        var type = standard.getDeclaringClass();
        return new Setting<>(name, written(standard), meaning, text -> constant(type, text));
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException naming the setting and what it takes
     */
    public T read(String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /** A value as {@link #read} takes it. */
    public String write(T value) {
        return switch (value) {
            case Enum<?> constant -> written(constant);
            case Double number -> BigDecimal.valueOf(number).toPlainString();
            default -> value.toString();
        };
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false, not " + text);
        };
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("a number that is not negative, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static double chance(String text) {
        if (!text.matches("0|1|[01]?\\.\\d+") || Double.parseDouble(text) > 1) {
            throw new IllegalArgumentException("a probability from 0 to 1, not " + text);
        }
        return Double.parseDouble(text);
    }

    private static double factor(String text) {
        if (!text.matches("\\d{1,6}(\\.\\d+)?")) {
            throw new IllegalArgumentException("a number that is not negative, not " + text);
        }
        return Double.parseDouble(text);
    }

    private static Duration duration(String text) {
        var duration = Duration.parse(text);
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a duration that is not negative, not " + text);
        }
        return duration;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> written(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Setting::written)
                                .toList()
                        + ", not " + text));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
