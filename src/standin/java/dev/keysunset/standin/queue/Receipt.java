package dev.keysunset.standin.queue;

import dev.keysunset.standin.wire.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a receipt handle stands for: one handing out of one copy in one queue.
 *
 * @param receives which handing out of the copy it was
 */
record Receipt(QueueArn queue, long copy, int receives) {
    private static final Pattern FORM = Pattern.compile("(.+) (\\d{1,18}) (\\d{1,9})");

    static Receipt of(QueueArn queue, Message message) {
        return new Receipt(queue, message.copy(), message.receives());
    }

    /**
     * Reads a handle.
     *
     * @throws AwsError ReceiptHandleIsInvalid if no queue, or another one, gave it out
     */
    static Receipt parse(String handle, QueueArn expected) {
        var text = new String(base64(handle), StandardCharsets.US_ASCII);
        var match = FORM.matcher(text);
        if (!match.matches() || !match.group(1).equals(expected.toString())) {
            throw invalid();
        }
        return new Receipt(expected, Long.parseLong(match.group(2)), Integer.parseInt(match.group(3)));
    }

    String handle() {
        var text = queue + " " + copy + " " + receives;
        return "AQEB" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] base64(String handle) {
        try {
            return Base64.getDecoder().decode(handle.startsWith("AQEB") ? handle.substring(4) : "");
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static AwsError invalid() {
        return new AwsError("ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
    }
}
