package dev.keysunset.standin.wire;

import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.key.KeyArn;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Every call in the order AWS carried it out; the oldest fall off after 200,000. */
public final class CallLog {
    private static final int KEPT = 200_000;

    /**
     * One call.
     *
     * @param time domain time
     * @param status the HTTP status; 0 if the connection was cut before anything happened
     */
    public record Entry(
            long seq, Instant time, Call call, Optional<KeyArn> key, int status, Optional<String> errorCode) {

        public Optional<String> session() {
            return call.caller() instanceof Principal.RoleSession role
                    ? Optional.of(role.sessionName())
                    : Optional.empty();
        }

        public Optional<String> sourceIdentity() {
            return call.caller() instanceof Principal.RoleSession role
                    ? role.terms().sourceIdentity()
                    : Optional.empty();
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long next = 1;

    public void add(Instant time, Call call, Optional<KeyArn> key, int status, Optional<String> errorCode) {
        entries.addLast(new Entry(next++, time, call, key, status, errorCode));
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    /** The calls after a sequence number, oldest first. */
    public List<Entry> since(long seq) {
        return entries.stream().filter(entry -> entry.seq() > seq).toList();
    }
}
