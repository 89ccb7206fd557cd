package dev.keysunset.watch.records;

import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.records.PlainJson.Slice;
import dev.keysunset.watch.records.RecordStrings.Role;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Dismisses, several times faster than they could be read, the records that a feed mostly brings: well-formed ones of KMS about
 * keys that nobody watches. It only ever proves that {@link RecordReader} would find nothing. What is out of the ordinary in any
 * way (an escape, a character beyond ASCII, another service, a call of our own) it leaves to the reader.
 *
 * <p>A feed repeats itself, so the sieve remembers what it has dismissed. Not for use by two threads at once.
 */
final class RecordSieve {
    private static final int MOST_FAMILIAR = 1024;
    private static final int LONGEST_FAMILIAR = 8 * 1024;

    /** Where records tell their callers apart: after the version, and before the session's name. */
    private static final int CALLER_FROM = 24;

    private static final int CALLER_TO = 88;

    private final RecordStrings strings;
    private final @Nullable FamiliarRecord[] familiar = new FamiliarRecord[MOST_FAMILIAR];

    private RecordSieve(RecordStrings strings) {
        this.strings = strings;
    }

    static RecordSieve of(Collection<WatchedKey> watched) {
        var ids = watched.stream().map(key -> key.keyArn().keyId()).toList();
        return new RecordSieve(new RecordStrings(new KeyIds(ids)));
    }

    boolean dismisses(String text) {
        if (text.length() >= RecordJson.TOO_LONG) {
            return false;
        }
        // A question mark may stand for a character beyond Latin-1, and one for a pair of them: neither is plain.
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length != text.length()) {
            return false;
        }
        int slot = slot(bytes);
        var known = familiar[slot];
        return (known != null && known.isLike(bytes, strings)) || isProven(bytes, slot);
    }

    private boolean isProven(byte[] bytes, int slot) {
        var seen = new Seen(bytes);
        if (!PlainJson.walk(bytes, seen) || !seen.isWhole() || seen.failsUnexplained()) {
            return false;
        }
        if (!seen.failed && bytes.length <= LONGEST_FAMILIAR) {
            familiar[slot] = new FamiliarRecord(bytes, seen.places);
        }
        return true;
    }

    /** The same caller's calls of the same length mostly differ in ids and times alone. */
    private static int slot(byte[] bytes) {
        int hash = bytes.length;
        for (int i = CALLER_FROM; i < Math.min(bytes.length, CALLER_TO); i += 3) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ hash >>> 15) & (MOST_FAMILIAR - 1);
    }

    /** What has been seen of one record. */
    private final class Seen implements PlainJson.Strings {
        private final byte[] text;
        private final FamiliarRecord.Places places = new FamiliarRecord.Places();
        private boolean hasSource;
        private boolean hasId;
        private boolean hasOperation;
        private boolean hasTime;
        private boolean failed;
        private String message = "";

        private Seen(byte[] text) {
            this.text = text;
        }

        @Override
        public boolean string(int depth, Slice name, Slice value) {
            var role = Role.of(text, depth, name);
            places.add(role, value);
            note(role, value);
            return strings.allows(role, text, value.from, value.to);
        }

        private void note(Role role, Slice value) {
            switch (role) {
                case SOURCE -> hasSource = true;
                case ID -> hasId = true;
                case OPERATION -> hasOperation = true;
                case TIME -> hasTime = true;
                case ERROR_CODE -> failed |= value.length() > 0;
                case ERROR_MESSAGE -> {
                    failed |= value.length() > 0;
                    message = new String(text, value.from, value.length(), StandardCharsets.US_ASCII);
                }
                case ARN, OTHER -> {}
            }
        }

        boolean isWhole() {
            return hasSource && hasId && hasOperation && hasTime;
        }

        /** Unless the message names the key it is about, and that is none of ours, it may be about any key. */
        boolean failsUnexplained() {
            if (!failed) {
                return false;
            }
            var named = KeyArn.within(message);
            return named.isEmpty() || named.stream().anyMatch(key -> strings.mayName(key.keyId()));
        }
    }
}
