package dev.keysunset.watch.records;

import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.records.WatchRecord.Caller;
import dev.keysunset.watch.records.WatchRecord.Details;
import dev.keysunset.watch.records.WatchRecord.Event;
import dev.keysunset.watch.records.WatchRecord.Meaning;
import dev.keysunset.watch.records.WatchRecord.Source;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Nobody knows what a quarantined text says; where it names a key we watch, that is enough to be afraid. */
public final class Fear {
    /** The sighting's event id begins so and goes on with the text's digest: the link between the two. */
    public static final String EVENT_ID = "unreadable-";

    private static final Pattern ESCAPE = Pattern.compile("\\\\+u+([0-9a-fA-F]{4})");

    private Fear() {}

    /** The text as keys are looked for in it: whatever can be written in two ways is written in one. */
    static String bare(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> escaped((char) Integer.parseInt(escape.group(1), 16)))
                .toLowerCase(Locale.ROOT);
    }

    static boolean names(String bare, WatchedKey key) {
        return bare.contains(key.keyArn().keyId().toLowerCase(Locale.ROOT));
    }

    /** When it happened cannot be told: it counts from the beginning of the watch. */
    static WatchRecord of(WatchedKey key, Quarantined text) {
        var id = EVENT_ID + text.digest();
        var event = new Event(id, id, key.span().since(), "UnreadableRecord", Optional.empty());
        var caller = new Caller(
                "unknown (" + text.why() + ")",
                PrincipalKind.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return WatchRecord.of(
                key.keyArn(), event, caller, new Details(Meaning.UNREADABLE, Source.UNKNOWN, Map.of(), text.text()));
    }

    private static String escaped(char c) {
        return c == '$' || c == '\\' ? "\\" + c : String.valueOf(c);
    }
}
