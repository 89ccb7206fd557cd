package dev.keysunset.standin.wire;

import dev.keysunset.standin.clock.DomainClock;
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
     * @param key what the name that was sent led to
     */
    public record Entry(long seq, Instant time, Received received, Optional<KeyArn> key, Ending ending) {

        public Optional<String> keyIdAsSent() {
            return received.keyId();
        }

        public String action() {
            return received.action();
        }

        public Optional<String> session() {
            return received.caller() instanceof Principal.RoleSession role
                    ? Optional.of(role.sessionName())
                    : Optional.empty();
        }

        public Optional<String> sourceIdentity() {
            return received.caller() instanceof Principal.RoleSession role
                    ? role.terms().sourceIdentity()
                    : Optional.empty();
        }

        public int status() {
            return ending.status();
        }

        public Optional<String> errorCode() {
            return ending.errorCode();
        }

        public Optional<String> fault() {
            return ending.fault();
        }
    }

    /** Who called what, where; of the parameters only {@code KeyId} is kept, as it was sent. */
    public record Received(
            Service service,
            String action,
            String region,
            Principal caller,
            Optional<String> keyId,
            Provenance provenance) {}

    /**
     * How it ended.
     *
     * @param status the HTTP status that was sent or, if the answer got lost, would have been; 0 if the connection was
     *     cut before anything happened
     * @param fault what befell the call on its way
     */
    public record Ending(int status, Optional<String> errorCode, Optional<String> fault) {}

    private final DomainClock clock;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long next = 1;

    public CallLog(DomainClock clock) {
        this.clock = clock;
    }

    void ended(Call call, Outcome outcome, Optional<String> fault) {
        switch (outcome) {
            case Outcome.Success(var _, var trace) -> add(call, trace, new Ending(200, Optional.empty(), fault));
            case Outcome.Failure(var error, var trace) ->
                add(call, trace, new Ending(error.status(), Optional.of(error.code()), fault));
        }
    }

    void cut(Call call, Trace trace, String fault) {
        add(call, trace, new Ending(0, Optional.of(fault), Optional.of(fault)));
    }

    /** The calls after a sequence number, oldest first. */
    public List<Entry> since(long seq) {
        return entries.stream().filter(entry -> entry.seq() > seq).toList();
    }

    private void add(Call call, Trace trace, Ending ending) {
        var received = new Received(
                call.service(), call.action(), call.region(), call.caller(), call.text("KeyId"), call.provenance());
        entries.addLast(new Entry(next++, clock.now(), received, trace.key(), ending));
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }
}
