package dev.keysunset.core;

import dev.keysunset.core.RetirementState.AwaitingDeletionApproval;
import dev.keysunset.core.RetirementState.Deleted;
import dev.keysunset.core.RetirementState.Observing;
import dev.keysunset.core.RetirementState.PendingDeletion;
import dev.keysunset.core.RetirementState.SchedulingDeletion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From the approval of the deletion to the proof of it. */
final class Deletion {
    private Deletion() {}

    static Decision scheduling(Look look, SchedulingDeletion state) {
        var facts = look.facts();
        if (!facts.unreadableKeys().isEmpty()) {
            return unwatched(look, state).orElseGet(() -> look.retry(facts.unreadableKeys()));
        }
        if (facts.anyAbsent() && !scheduledAny(look)) {
            return look.retry(Observation.vanished(look, new ArrayList<>()));
        }
        var next = nextUnscheduled(look);
        if (next.isEmpty()) {
            return Decision.move(
                    new PendingDeletion(state.watchedSince(), state.window(), latestDate(look)),
                    Cause.CONFIRMED_SCHEDULED);
        }
        var verdict = Verdict.judge(state.window(), look.retirement(), facts.watch(), look.tempo(), look.now());
        if (verdict.isEmpty()) {
            // The closing sweep is under way; it goes on at the next look.
            return new Decision.Stay(look.now(), List.of());
        }
        return verdict.get() instanceof Verdict.Clear
                ? schedule(look, state, next.get())
                : unproven(look, state, verdict.get());
    }

    static Decision pending(Look look, PendingDeletion state) {
        var facts = look.facts();
        if (facts.allAbsent()) {
            return gone(look, state);
        }
        var blind = blind(look, state.window());
        var cancelled = blind.flatMap(unproven -> cancelled(look, state, unproven));
        if (cancelled.isPresent()) {
            return cancelled.get();
        }
        var date = latestDate(look);
        if (date.isPresent() && !date.equals(state.deletionDate())) {
            return Decision.move(new PendingDeletion(state.watchedSince(), state.window(), date), Cause.DATE_CHANGED);
        }
        var attention = new ArrayList<>(facts.unreadableKeys());
        blind.map(Deletion::gap).ifPresent(attention::add);
        return attention.isEmpty() ? look.stay(attention) : look.retry(attention);
    }

    /** Checked on facts read after the lease was taken, as for DisableKey. */
    private static Decision schedule(Look look, SchedulingDeletion state, Described member) {
        var facts = look.facts();
        if (!facts.assessed().unreadable().isEmpty()) {
            return look.retry(facts.assessed().unreadable());
        }
        if (!facts.assessed().blockers().isEmpty()) {
            return look.rollBack(state, Cause.BLOCKER, Disablement.blockers(facts));
        }
        if (!(look.tally(Gate.DELETE) instanceof Tally.Granted)) {
            return scheduledAny(look)
                    ? look.rollBack(state, Cause.ASSESSMENT_CHANGED, Cause.ASSESSMENT_CHANGED.text())
                    : Decision.move(
                            new AwaitingDeletionApproval(state.watchedSince(), state.window()),
                            Cause.ASSESSMENT_CHANGED);
        }
        return Danger.act(
                look,
                new Effect.ScheduleKeyDeletion(
                        member.keyArn(), look.retirement().policy().pendingWindowInDays()));
    }

    /** A member that cannot be read keeps nothing from being cancelled that counts down beside it. */
    private static Optional<Decision> unwatched(Look look, SchedulingDeletion state) {
        return mayCountDown(look)
                ? blind(look, state.window()).flatMap(unproven -> cancelled(look, state, unproven))
                : Optional.empty();
    }

    private static Decision unproven(Look look, SchedulingDeletion state, Verdict verdict) {
        if (!mayCountDown(look)) {
            return Decision.move(new Observing(state.watchedSince(), state.window()), Cause.WATCH_GAP);
        }
        return cancelled(look, state, verdict).orElseGet(() -> look.retry(List.of(gap(verdict))));
    }

    /**
     * AWS shows a member scheduled, or may soon: what nobody answered counts until its fence has closed and reads are no older than
     * that. A call that AWS carries out even later is drift in any other state, and is undone.
     */
    private static boolean mayCountDown(Look look) {
        var shown = look.facts().observed().members().stream()
                .anyMatch(member -> member.key()
                        .found()
                        .filter(key -> key.keyState().scheduled())
                        .isPresent());
        return shown
                || look.facts().remembered().effects().stream()
                        .filter(effect -> effect.effect() instanceof Effect.ScheduleKeyDeletion)
                        .anyMatch(effect -> look.settling(effect.effect().keyArn()));
    }

    /** There is no window any more that could be changed. */
    private static Attention gap(Verdict verdict) {
        var repair = verdict.waysOut().stream().limit(1);
        return new Attention(
                Attention.Kind.WATCH_GAP,
                "A deletion may count down, and the watch cannot prove that nobody needs the key: " + verdict.because()
                        + ".",
                Stream.concat(repair, Stream.of("Order a rollback: it cancels the deletion."))
                        .collect(Collectors.joining(" Or: ")));
    }

    private static Optional<Verdict.Unproven> blind(Look look, Window window) {
        return Observation.pendingVerdict(window, remaining(look), look.facts().watch(), look.tempo(), look.now())
                .flatMap(verdict ->
                        verdict instanceof Verdict.Unproven unproven ? Optional.of(unproven) : Optional.empty());
    }

    /** Nobody watches, and the deletion counts down: cancelled in time, and at once when nobody has watched for long. */
    private static Optional<Decision> cancelled(Look look, RetirementState.Watched state, Verdict verdict) {
        var blindness = look.retirement().policy().safety().blindness();
        if (!blindness.cancels()) {
            return Optional.empty();
        }
        if (verdict.watermark().plus(blindness.longest()).isBefore(look.now())) {
            return Optional.of(look.rollBack(state, Cause.UNWATCHED_TOO_LONG, verdict.because()));
        }
        return close(look, state)
                ? Optional.of(look.rollBack(state, Cause.BLIND_NEAR_DELETION, verdict.because()))
                : Optional.empty();
    }

    private static boolean scheduledAny(Look look) {
        return look.facts().remembered().effects().stream()
                .anyMatch(effect -> effect.effect() instanceof Effect.ScheduleKeyDeletion && !effect.refused());
    }

    private static Optional<Described> nextUnscheduled(Look look) {
        return look.facts().observed().members().stream()
                .filter(member -> member.key()
                        .found()
                        .filter(key -> !key.keyState().scheduled())
                        .isPresent())
                .findFirst();
    }

    private static Stream<Instant> dates(Look look) {
        return look.facts().observed().members().stream()
                .flatMap(member -> member.key().found().stream())
                .flatMap(key -> key.deletionDate().stream());
    }

    private static Optional<Instant> latestDate(Look look) {
        return dates(look).max(Instant::compareTo);
    }

    /** A watch that is merely behind, after a restart for instance, is given longer to catch up than one that fails. */
    private static boolean close(Look look, RetirementState.Watched state) {
        var whole = look.retirement().policy().safety().blindness().margin();
        var margin = look.facts().watch().troubled() ? whole : whole.dividedBy(4);
        var told = state instanceof PendingDeletion pending ? pending.deletionDate() : Optional.<Instant>empty();
        return Stream.concat(dates(look), told.stream())
                .anyMatch(date -> date.minus(margin).isBefore(look.now()));
    }

    /**
     * NotFound alone is no proof: a wrong Region answers it too. After the date, AWS's own DeleteKey record is; where none
     * comes, another key of the same place must answer, and the deletion is told as unconfirmed once the grace is over.
     */
    private static Decision gone(Look look, PendingDeletion state) {
        // Gone before a date was read of it: its time is over since AWS confirmed that it counts down.
        var due = state.deletionDate().orElse(look.retirement().standing().since());
        if (due.isAfter(look.now())) {
            return look.retry(List.of(new Attention(
                    Attention.Kind.KEY_VANISHED,
                    "AWS answers NotFound before the deletion date " + due + ".",
                    "Find out who deleted it; nothing can bring it back.")));
        }
        if (recorded(look)) {
            return Decision.move(
                    new Deleted(true), Cause.DELETION_PROVEN, "NotFound, and AWS's DeleteKey record was seen");
        }
        if (due.plus(look.tempo().deletionGrace()).isAfter(look.now())) {
            return look.retry(List.of());
        }
        var mute = look.retirement().places().stream()
                .filter(place -> !look.facts().observed().answering().contains(place))
                .toList();
        return mute.isEmpty()
                ? Decision.move(
                        new Deleted(false),
                        Cause.DELETION_PROVEN,
                        "NotFound; unconfirmed: no DeleteKey record was seen")
                : look.retry(List.of(new Attention(
                        Attention.Kind.UNREADABLE,
                        "No DeleteKey record was seen, and NotFound proves nothing where no other key answers: " + mute
                                + ".",
                        "Check the feed, the member role and the Region; it is tried again by itself.")));
    }

    private static boolean recorded(Look look) {
        return look.retirement().members().stream().allMatch(member -> recorded(look, member));
    }

    private static boolean recorded(Look look, Member member) {
        return look.facts().watch().controls().stream()
                .anyMatch(record -> record.deletion() && record.keyArn().equals(member.keyArn()));
    }

    /** Nobody can need what AWS says it has deleted, nor call a canary on it: where it was, nothing is left to watch. */
    private static Retirement remaining(Look look) {
        var all = look.retirement();
        var left = all.members().stream().filter(member -> !gone(look, member)).toList();
        return left.isEmpty() ? all : new Retirement(all.id(), left, all.policy(), all.submission(), all.standing());
    }

    private static boolean gone(Look look, Member member) {
        return look.facts().described(member.keyArn()).key() instanceof Reading.Absent && recorded(look, member);
    }
}
