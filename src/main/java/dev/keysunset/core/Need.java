package dev.keysunset.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What one member still needs to be as it was found, judged by what AWS says it is now. */
sealed interface Need {
    record Nothing() implements Need {}

    record Call(Effect effect) implements Need {}

    record Wait(Attention attention) implements Need {}

    /** Not ours to touch, or beyond reach: told, and left. */
    record Left(Attention attention) implements Need {}

    static Need of(Look look, Member member) {
        return switch (look.facts().described(member.keyArn()).key()) {
            case Reading.Absent<KeyFacts> _ ->
                new Left(new Attention(
                        Attention.Kind.KEY_LOST,
                        member.keyArn() + " does not exist any more.",
                        "Data under it cannot be read again; restore it from elsewhere."));
            case Reading.Unreadable<KeyFacts> unreadable -> new Wait(blocked(member, unreadable));
            case Reading.Read<KeyFacts>(var key) -> inState(look, member, key.keyState());
        };
    }

    private static Need inState(Look look, Member member, KeyState state) {
        if (state == member.foundState()) {
            return unbelieved(look, member).<Need>map(Call::new).orElseGet(Nothing::new);
        }
        return switch (state) {
            case PENDING_DELETION, PENDING_REPLICA_DELETION ->
                oursToUndo(look, member, Effect.ScheduleKeyDeletion.class)
                        ? new Call(new Effect.CancelKeyDeletion(member.keyArn()))
                        : theirs(member, state);
            case DISABLED -> disabled(look, member);
            case CREATING, UPDATING -> unsettled(member, state);
            case ENABLED, PENDING_IMPORT, UNAVAILABLE, UNKNOWN -> theirs(member, state);
        };
    }

    /**
     * After a change of ours so recent that AWS may still tell the state before it, a good state is made true, not believed; and a
     * call back that nobody answered may never have arrived.
     */
    private static Optional<Effect> unbelieved(Look look, Member member) {
        var keyArn = member.keyArn();
        return look.facts()
                .lastChangeOf(keyArn)
                .filter(_ -> look.settling(keyArn) && !takenOver(look, keyArn))
                .flatMap(last -> switch (last.effect()) {
                    case Effect.DisableKey _, Effect.ScheduleKeyDeletion _
                    when last.inFlight(look.now()) -> Optional.empty();
                    case Effect.DisableKey _ -> Optional.of(new Effect.EnableKey(keyArn));
                    case Effect.ScheduleKeyDeletion _ -> Optional.of(new Effect.CancelKeyDeletion(keyArn));
                    case Effect.EnableKey _, Effect.CancelKeyDeletion _ ->
                        last.done() ? Optional.empty() : Optional.of(last.effect());
                });
    }

    /** From PendingDeletion a key comes back only by a cancel: where it was not ours, neither is the key any more. */
    private static Need disabled(Look look, Member member) {
        var scheduled = look.facts()
                .lastEffectOn(member.keyArn())
                .filter(last -> last.effect() instanceof Effect.ScheduleKeyDeletion && last.done())
                .isPresent();
        if (scheduled && look.settling(member.keyArn())) {
            return unsettled(member, KeyState.DISABLED);
        }
        return !scheduled && oursToUndo(look, member, Effect.DisableKey.class) && !forestalled(look, member.keyArn())
                ? new Call(new Effect.EnableKey(member.keyArn()))
                : theirs(member, KeyState.DISABLED);
    }

    private static Need unsettled(Member member, KeyState state) {
        return new Wait(new Attention(
                Attention.Kind.EFFECT_FAILED,
                member.keyArn() + " is " + state.awsName() + " for the moment.",
                "It is read again by itself."));
    }

    private static Need theirs(Member member, KeyState state) {
        return new Left(new Attention(
                Attention.Kind.DRIFT,
                member.keyArn() + " is " + state.awsName() + " by somebody else's change and was left so.",
                "Decide whether it should be " + member.foundState().awsName() + "."));
    }

    /** We brought the key there, and nobody has taken it over since our last effect on it. */
    private static boolean oursToUndo(Look look, Member member, Class<? extends Effect> effect) {
        var ours = look.facts().remembered().effects().stream()
                .anyMatch(record ->
                        record.on(member.keyArn()) && effect.isInstance(record.effect()) && !record.refused());
        return ours && !takenOver(look, member.keyArn());
    }

    /** Somebody disabled the key before we did: what nobody answered may never have arrived. */
    private static boolean forestalled(Look look, KeyArn keyArn) {
        var first = Optional.<ControlRecord>empty();
        for (var record : look.facts().watch().controls()) {
            if (record.keyArn().equals(keyArn) && record.enables()) {
                first = Optional.empty();
            } else if (record.keyArn().equals(keyArn) && record.disables()) {
                first = first.or(() -> Optional.of(record));
            }
        }
        return first.filter(record -> look.facts().foreign(record) && !disabledBy(look, keyArn, record.eventTime()))
                .isPresent();
    }

    /** Disabled already when they called: AWS had said done to a disable of ours, whose record may come late, or showed it. */
    private static boolean disabledBy(Look look, KeyArn keyArn, Instant then) {
        var remembered = look.facts().remembered();
        var done = remembered.effects().stream()
                .filter(record -> record.on(keyArn) && record.effect() instanceof Effect.DisableKey)
                .flatMap(record -> record.outcome() instanceof EffectRecord.Outcome.Done(var at, var _)
                        ? Stream.of(at)
                        : Stream.empty());
        return Stream.concat(remembered.confirmedDisabledAt().stream(), done).anyMatch(at -> !at.isAfter(then));
    }

    /** A disable of a key that is disabled already changes nothing; one after our enable is somebody's will. */
    private static boolean takenOver(Look look, KeyArn keyArn) {
        var lastOfOurs = lastOfOurs(look, keyArn);
        var enabled = lastOfOurs.filter(Deed::enables).isPresent();
        return look.facts().watch().controls().stream()
                .filter(record -> record.keyArn().equals(keyArn) && look.facts().foreign(record))
                .filter(record -> record.changesUsability() || (enabled && record.changesState()))
                .anyMatch(record -> lastOfOurs
                        .map(last -> record.eventTime().isAfter(last.at()))
                        .orElse(true));
    }

    /**
     * What AWS said done to, or what CloudTrail says of a call that nobody answered. Its times are whole seconds; a rollback cancels
     * first and enables then.
     */
    private static Optional<Deed> lastOfOurs(Look look, KeyArn keyArn) {
        var answered = look.facts().remembered().effects().stream()
                .filter(effect -> effect.on(keyArn) && effect.done())
                .map(effect -> new Deed(effect.intendedAt(), effect.effect() instanceof Effect.EnableKey));
        var recorded = look.facts().watch().controls().stream()
                .filter(record ->
                        record.keyArn().equals(keyArn) && !look.facts().foreign(record))
                .map(record -> new Deed(record.eventTime(), record.enables()));
        return Stream.concat(answered, recorded)
                .max(Comparator.comparing(Deed::at).thenComparing(Deed::enables));
    }

    record Deed(Instant at, boolean enables) {}

    private static Attention blocked(Member member, Reading.Unreadable<KeyFacts> unreadable) {
        var reading = Attentions.unreadable(unreadable);
        return new Attention(
                reading.kind(),
                reading.detail(),
                reading.remedy() + " Or bring " + member.keyArn() + " back by hand: "
                        + String.join(" ; ", WayBack.commands(member, KeyState.PENDING_DELETION)));
    }
}
