package dev.keysunset.standin.sts;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is wrong with the members of a request, all of it in one ValidationError as AWS writes it. */
final class Complaints {
    private final Call call;
    private final List<String> found = new ArrayList<>();

    Complaints(Call call) {
        this.call = call;
    }

    /** A text that must be there. */
    Complaints required(String member, int shortest, int longest, String pattern) {
        if (call.text(member).isEmpty()) {
            add("null", member, "Member must not be null");
        }
        return optional(member, shortest, longest, pattern);
    }

    Complaints optional(String member, int shortest, int longest, String pattern) {
        call.text(member).ifPresent(text -> {
            if (text.length() < shortest) {
                add(quoted(text), member, "Member must have length greater than or equal to " + shortest);
            }
            if (text.length() > longest) {
                add(quoted(text), member, "Member must have length less than or equal to " + longest);
            }
            if (!text.matches(pattern)) {
                add(quoted(text), member, "Member must satisfy regular expression pattern: " + pattern);
            }
        });
        return this;
    }

    Complaints number(String member, int least, int most) {
        call.text(member).ifPresent(text -> {
            if (!text.matches("\\d{1,9}")) {
                throw new AwsError("MalformedInput", "Unexpected value for " + member + ": " + text);
            }
            if (Integer.parseInt(text) < least) {
                add(quoted(text), member, "Member must have value greater than or equal to " + least);
            }
            if (Integer.parseInt(text) > most) {
                add(quoted(text), member, "Member must have value less than or equal to " + most);
            }
        });
        return this;
    }

    /**
     * Ends the check.
     *
     * @throws AwsError if there was anything to complain of
     */
    void end() {
        if (!found.isEmpty()) {
            throw new AwsError(
                    "ValidationError",
                    found.size() + " validation error" + (found.size() == 1 ? "" : "s") + " detected: "
                            + String.join("; ", found));
        }
    }

    private void add(String value, String member, String constraint) {
        var name = member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
        found.add("Value " + value + " at '" + name + "' failed to satisfy constraint: " + constraint);
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
