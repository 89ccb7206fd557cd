package dev.keysunset.standin.kms;

import dev.keysunset.standin.kms.Shape.Range;
import dev.keysunset.standin.kms.Shape.Structure;
import dev.keysunset.standin.kms.Shape.Structure.Member;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The table {@code constraints.txt}: what the members of each operation's request must satisfy. AWS checks it before
 * anything else, and tells all that is wrong at once.
 */
final class Constraints {
    private static final Structure UNKNOWN_OPERATION = new Structure(List.of());

    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, Structure> operations = new HashMap<>();

    Constraints() {
        var heading = "";
        for (var line : lines()) {
            if (line.startsWith("[")) {
                heading = line;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                var words = List.of(line.split(" +", -1));
                var rest = words.subList(1, words.size());
                if (heading.equals("[operations]")) {
                    operations.put(words.getFirst(), structure(rest));
                } else {
                    shapes.put(words.getFirst(), shape(rest.getFirst(), rest.subList(1, rest.size())));
                }
            }
        }
    }

    /**
     * Checks a request.
     *
     * @throws AwsError a ValidationException that tells everything that is wrong
     */
    void check(Call call) {
        var errors = new ArrayList<String>();
        operations.getOrDefault(call.action(), UNKNOWN_OPERATION).check("", call.parameters(), errors);
        if (!errors.isEmpty()) {
            var count = errors.size() == 1 ? "1 validation error" : errors.size() + " validation errors";
            throw AwsError.validation(count + " detected: " + String.join("; ", errors));
        }
    }

    private Shape shape(String kind, List<String> words) {
        return switch (kind) {
            case "any" -> new Shape.Free();
            case "text" -> new Shape.Text(range(words), pattern(words), false);
            case "secret" -> new Shape.Text(range(words), pattern(words), true);
            case "blob" -> new Shape.Blob(range(words));
            case "number" -> new Shape.Numeric(range(words));
            case "enum" -> new Shape.OneOf(words);
            case "list" -> new Shape.ListOf(range(words), named(words.get(1)));
            case "structure" -> structure(words);
            default -> throw new IllegalStateException("constraints.txt: no such kind: " + kind);
        };
    }

    private Structure structure(List<String> words) {
        return new Structure(words.stream().map(this::member).toList());
    }

    /** {@code Name}, {@code Name*} if it is required, {@code Name:Constraints} if those are called otherwise. */
    private Member member(String word) {
        var parts = List.of(word.split(":", -1));
        var name = parts.getFirst().replace("*", "");
        return new Member(name, parts.getFirst().endsWith("*"), named(parts.size() > 1 ? parts.get(1) : name));
    }

    /** Constraints may stand further down in the table than what refers to them. */
    private Supplier<Shape> named(String name) {
        return () -> Objects.requireNonNull(shapes.get(name), name);
    }

    private static Range range(List<String> words) {
        var ends = words.getFirst().split("\\.\\.", -1);
        return new Range(Long.parseLong(ends[0]), ends[1].isEmpty() ? Long.MAX_VALUE : Long.parseLong(ends[1]));
    }

    private static Pattern pattern(List<String> words) {
        return words.size() > 1 ? Pattern.compile(words.get(1)) : Pattern.compile(".*", Pattern.DOTALL);
    }

    private static List<String> lines() {
        try (var resource = Objects.requireNonNull(Constraints.class.getResourceAsStream("constraints.txt"))) {
            var text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.asList(text.split("\n", -1));
        } catch (IOException e) {
            throw new UncheckedIOException("constraints.txt cannot be read", e);
        }
    }
}
