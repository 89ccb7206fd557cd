package dev.keysunset.standin.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables such as {@code ${aws:PrincipalTag/team}}. IAM User Guide, "IAM policy elements: Variables and tags". */
final class Variables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    private Variables() {}

    static boolean isIn(String text) {
        return text.contains("${");
    }

    /** The text with its variables filled in; empty if the request has no single value for one of them. */
    static Optional<String> filled(String text, ConditionValues values) {
        var filled = new StringBuilder();
        var variable = VARIABLE.matcher(text);
        while (variable.find()) {
            var found = values.of(variable.group(1).toLowerCase(Locale.ROOT));
            if (found.size() != 1) {
                return Optional.empty();
            }
            variable.appendReplacement(filled, Matcher.quoteReplacement(found.getFirst()));
        }
        return Optional.of(variable.appendTail(filled).toString());
    }
}
