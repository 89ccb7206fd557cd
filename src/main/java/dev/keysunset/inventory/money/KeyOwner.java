package dev.keysunset.inventory.money;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whom to ask about a key. */
public record KeyOwner(String name, Source source) {
    private static final int LONGEST = 256;

    /** How they were found. */
    public enum Source {
        TAG,
        CREATOR
    }

    /** @param names of tags, in any case; the first that the key has, with something in it, counts */
    static Optional<KeyOwner> tagged(Map<String, String> tags, List<String> names) {
        return names.stream()
                .flatMap(name -> tags.entrySet().stream()
                        .filter(tag -> tag.getKey().equalsIgnoreCase(name.strip()))
                        .map(Map.Entry::getValue))
                .map(KeyOwner::inOneLine)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> new KeyOwner(value, Source.TAG));
    }

    /** Whoever called CreateKey, as CloudTrail names them: no owner, but somebody who may know. */
    static KeyOwner creator(String principal) {
        return new KeyOwner(inOneLine(principal), Source.CREATOR);
    }

    private static String inOneLine(String value) {
        var line = value.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }
}
