package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ID_OR_ARN;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** DisableKey, EnableKey, ScheduleKeyDeletion, CancelKeyDeletion. */
final class LifeOperations {
    private static final int SHORTEST_WINDOW = 7;
    private static final int LONGEST_WINDOW = 30;
    /** How CloudTrail writes a deletion date: for people, with both kinds of hours. */
    private static final DateTimeFormatter FOR_PEOPLE =
            DateTimeFormatter.ofPattern("MMM d, yyyy HH:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    private final DomainClock clock;
    private final Destruction destruction;
    private final Rotations rotations;

    LifeOperations(DomainClock clock, Destruction destruction, Rotations rotations) {
        this.clock = clock;
        this.destruction = destruction;
        this.rotations = rotations;
    }

    List<Operation> all() {
        return List.of(
                new OnKey(
                        "DisableKey",
                        new Traits(ID_OR_ARN, Rule.SWITCH, false, false),
                        call -> switchTo(call, KeyState.DISABLED)),
                new OnKey(
                        "EnableKey",
                        new Traits(ID_OR_ARN, Rule.SWITCH, false, false),
                        call -> switchTo(call, KeyState.ENABLED)),
                new OnKey(
                        "ScheduleKeyDeletion",
                        new Traits(ID_OR_ARN, Rule.SCHEDULE_DELETION, false, false),
                        this::scheduleKeyDeletion),
                new OnKey(
                        "CancelKeyDeletion",
                        new Traits(ID_OR_ARN, Rule.CANCEL_DELETION, false, false),
                        LifeOperations::cancelKeyDeletion));
    }

    private Answer switchTo(KeyCall call, KeyState state) {
        call.key().become(state);
        // A rotation that was missed in the meantime follows at once.
        rotations.catchUp(call.key());
        return KeyAnswer.changed(call.key());
    }

    private Answer scheduleKeyDeletion(KeyCall call) {
        var days = call.call().parameters().path("PendingWindowInDays").asInt(LONGEST_WINDOW);
        if (days < SHORTEST_WINDOW || days > LONGEST_WINDOW) {
            throw AwsError.validation("PendingWindowInDays must be between " + SHORTEST_WINDOW + " and "
                    + LONGEST_WINDOW + " inclusive, but was " + days);
        }
        var key = call.key();
        key.scheduleDeletion(clock.now(), days);
        destruction.plan(key);
        var body = KeyAnswer.naming(key);
        key.deletionDate().ifPresent(date -> body.put("DeletionDate", Json.timestamp(date)));
        body.put("KeyState", key.state().awsName()).put("PendingWindowInDays", days);
        var recorded = KeyAnswer.naming(key).put("KeyState", key.state().awsName());
        key.deletionDate()
                .ifPresentOrElse(
                        date -> recorded.put("DeletionDate", forPeople(date)),
                        () -> recorded.put("PendingWindowInDays", days));
        return new Answer(body, Optional.of(recorded));
    }

    private static Answer cancelKeyDeletion(KeyCall call) {
        call.key().become(call.key().hasItsMaterial() ? KeyState.DISABLED : KeyState.PENDING_IMPORT);
        return new Answer(KeyAnswer.naming(call.key()), Optional.of(KeyAnswer.naming(call.key())));
    }

    private static String forPeople(Instant date) {
        return FOR_PEOPLE.format(date);
    }
}
