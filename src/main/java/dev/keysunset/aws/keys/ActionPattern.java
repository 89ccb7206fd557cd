package dev.keysunset.aws.keys;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Action names in policies: in any case, with {@code *} and {@code ?} as wildcards (IAM User Guide, Action element). */
public final class ActionPattern {
    private ActionPattern() {}

    public static boolean matches(String pattern, String action) {
        var regex = pattern.toLowerCase(Locale.ROOT)
                .chars()
                .mapToObj(character -> switch (character) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(character));
                })
                .collect(Collectors.joining());
        return action.toLowerCase(Locale.ROOT).matches(regex);
    }
}
