package dev.keysunset.core;

import dev.keysunset.core.EffectRecord.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A member and what its rollback has done for it so far.
 *
 * @param cancelledAt when AWS confirmed CancelKeyDeletion; empty where none was needed, or none has succeeded
 * @param enabledAt when AWS confirmed EnableKey, from which on the key is usable; it may take minutes to be so everywhere
 */
public record RestoredMember(
        KeyArn keyArn, KeyState foundState, Optional<Instant> cancelledAt, Optional<Instant> enabledAt) {

    /** @param effects of the retirement, in the order of their intents */
    public static RestoredMember of(Member member, List<EffectRecord> effects, Instant openedAt) {
        return new RestoredMember(
                member.keyArn(),
                member.foundState(),
                done(new Effect.CancelKeyDeletion(member.keyArn()), effects, openedAt),
                done(new Effect.EnableKey(member.keyArn()), effects, openedAt));
    }

    private static Optional<Instant> done(Effect effect, List<EffectRecord> effects, Instant openedAt) {
        return effects.stream()
                .filter(record -> record.effect().equals(effect))
                .flatMap(record -> record.outcome() instanceof Outcome.Done(var at, var _)
                        ? Optional.of(at).stream()
                        : Optional.<Instant>empty().stream())
                .filter(at -> !at.isBefore(openedAt))
                .reduce((_, later) -> later);
    }
}
