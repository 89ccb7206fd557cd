package dev.keysunset.console.oncall;

import dev.keysunset.console.Address;
import dev.keysunset.core.KeyArn;
import dev.keysunset.web.ProblemKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What matters of an alert, or of a record that somebody pasted.
 *
 * @param keys the ARNs of the keys it names
 * @param sessions the role sessions it shows that are named like those of our effects
 */
record Alert(List<String> keys, List<String> sessions) {
    private static final int MOST_KEYS = 10;
    private static final Pattern SESSION =
            Pattern.compile("keysunset\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])");

    /** Read as it is written, and as JSON within JSON writes it. */
    static Alert in(String text) {
        var plain = text.replace("\\/", "/");
        var keys = KeyArn.within(plain).stream().map(KeyArn::toString).toList();
        if (keys.isEmpty()) {
            throw unusable(
                    "No key ARN stands in it; an id or alias alone names no key.",
                    "Paste arn:aws:kms:<region>:<account>:key/<id>, or a record that holds one.");
        }
        if (keys.size() > MOST_KEYS) {
            throw unusable("It names " + keys.size() + " keys.", "Ask for at most " + MOST_KEYS + " keys at once.");
        }
        return new Alert(
                keys,
                SESSION.matcher(plain)
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .toList());
    }

    /** Where it is answered. */
    Address answer() {
        var address = new Address("/planned");
        for (var key : keys) {
            address = address.with("keyArn", Optional.of(key));
        }
        for (var session : sessions) {
            address = address.with("session", Optional.of(session));
        }
        return address;
    }

    private static RuntimeException unusable(String detail, String remedy) {
        return ProblemKind.INVALID.with(detail, remedy).field("text").exception();
    }
}
