package dev.keysunset.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One mistake that somebody could make, as a patch of the sources.
 *
 * @param name of its file
 * @param says what is broken, in the words of the table in docs/reliability.md
 * @param invariants what it breaks, as docs/reliability.md numbers them; any of them may catch it
 */
record Mutant(String name, String says, List<String> invariants, Judge judge, List<Hunk> hunks) {
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "keysunset");
    private static final Pattern LAWS = Pattern.compile("laws, (\\d+) seeds(?: of (.+))?");
    private static final Pattern HUNK =
            Pattern.compile("^in (\\S+)\\R<<<<\\R(.*?)^====\\R(.*?)^>>>>$", Pattern.MULTILINE | Pattern.DOTALL);

    /** Who has to catch it. */
    sealed interface Judge {
        /**
         * The laws of the simulation, within so many seeds.
         *
         * @param faults what alone goes wrong in them, where it takes a rare coincidence; otherwise the weather is drawn
         */
        record Laws(int seeds, List<String> faults) implements Judge {
            @Override
            public String toString() {
                return "the laws, within " + seeds + " seeds"
                        + (faults.isEmpty() ? "" : " of `" + String.join("`, `", faults) + "`");
            }
        }

        /** A test class, where the simulation has a model in the place of what is broken. */
        record Test(String className) implements Judge {
            @Override
            public String toString() {
                return "`" + className.substring(className.lastIndexOf('.') + 1) + "`";
            }
        }
    }

    /** @param before must stand in the file exactly once, however it is broken into lines */
    record Hunk(String file, String before, String after) {}

    static Mutant read(Path file) throws IOException {
        var text = Files.readString(file);
        var head = text.substring(0, text.indexOf("\nin "))
                .lines()
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(": ")), line -> line.substring(line.indexOf(": ") + 2)));
        var hunks = HUNK.matcher(text)
                .results()
                .map(hunk -> new Hunk(hunk.group(1), hunk.group(2), hunk.group(3)))
                .toList();
        var name = file.getFileName().toString();
        return new Mutant(
                name.substring(0, name.lastIndexOf('.')),
                given(head, "says", file),
                List.of(given(head, "breaks", file).split(", ", -1)),
                judge(given(head, "judge", file)),
                hunks);
    }

    private static String given(Map<String, String> head, String field, Path file) {
        var value = head.get(field);
        if (value == null) {
            throw new IllegalArgumentException(file + " does not say \"" + field + ": …\"");
        }
        return value;
    }

    private static Judge judge(String text) {
        var laws = LAWS.matcher(text);
        if (!laws.matches()) {
            return new Judge.Test("dev.keysunset." + text);
        }
        var faults = Optional.ofNullable(laws.group(2)).map(names -> List.of(names.split(", ", -1)));
        return new Judge.Laws(Integer.parseInt(laws.group(1)), faults.orElse(List.of()));
    }

    /**
     * The sources as they are with the mistake in them, by the name of their class.
     *
     * @throws AssertionError when the patch does not apply any more
     */
    Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        for (var hunk : hunks) {
            var className = "dev.keysunset." + hunk.file().replace('/', '.').replace(".java", "");
            var source = sources.containsKey(className)
                    ? sources.get(className)
                    : Files.readString(SOURCES.resolve(hunk.file()));
            sources.put(className, patched(source, hunk));
        }
        return sources;
    }

    private String patched(String source, Hunk hunk) {
        var places = pattern(hunk.before()).matcher(source).results().toList();
        if (places.size() != 1) {
            throw new AssertionError(name + " no longer applies: " + hunk.file() + " has " + places.size()
                    + " places that read\n" + hunk.before() + "Write the patch anew for the code as it is now.");
        }
        var place = places.getFirst();
        return source.substring(0, place.start()) + hunk.after().strip() + source.substring(place.end());
    }

    /** The formatter breaks lines as it pleases: any white space counts as any other. */
    private static Pattern pattern(String text) {
        var words = new ArrayList<String>();
        for (var word : text.strip().split("\\s+", -1)) {
            words.add(Pattern.quote(word));
        }
        return Pattern.compile(String.join("\\s+", words));
    }
}
