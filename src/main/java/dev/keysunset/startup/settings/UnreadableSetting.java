package dev.keysunset.startup.settings;

import java.util.regex.Pattern;

/** Finds the setting in the words of the configuration library, such as {@code SRCFG00014: The config property … is required}. */
final class UnreadableSetting {
    private static final Pattern CODE = Pattern.compile("^(.*?: )?SRCFG\\d+: ");
    private static final Pattern PROPERTY = Pattern.compile("keysunset\\.[A-Za-z0-9_.\\-\"@\\[\\]]*[A-Za-z0-9\\]]");

    private UnreadableSetting() {}

    static Complaint of(String problem) {
        var words = CODE.matcher(problem).replaceFirst("");
        var property = PROPERTY.matcher(problem);
        return new Complaint(property.find() ? property.group() : "keysunset", words);
    }
}
