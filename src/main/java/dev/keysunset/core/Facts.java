package dev.keysunset.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything one decision rests on, read after the lease was taken.
 *
 * @param restraints what holds disabling and scheduling back at the moment: the stop, a hold, a cap, a skewed clock
 */
public record Facts(Observed observed, Remembered remembered, WatchFacts watch, List<Attention> restraints) {

    /**
     * What AWS answered just now.
     *
     * @param members one for each member of the retirement, in its order
     * @param assessment absent where the state does not ask for one
     * @param answering the places where another key answered, so that NotFound there means something
     */
    public record Observed(List<Described> members, Optional<Assessment> assessment, Set<Place> answering) {}

    /**
     * What the journal holds.
     *
     * @param effects in the order of their intents
     * @param confirmedDisabledAt when AWS was read to show every member disabled
     * @param order the open one
     */
    public record Remembered(
            List<Approval> approvals,
            List<EffectRecord> effects,
            Optional<Instant> confirmedDisabledAt,
            Optional<Order> order) {}

    Optional<EffectRecord> lastEffectOn(KeyArn keyArn) {
        return remembered.effects().stream().filter(effect -> effect.on(keyArn)).reduce((_, later) -> later);
    }

    /** The last one that changed the key, or may have: AWS did not refuse it. */
    Optional<EffectRecord> lastChangeOf(KeyArn keyArn) {
        return remembered.effects().stream()
                .filter(effect -> effect.on(keyArn) && !effect.refused())
                .reduce((_, later) -> later);
    }

    /** The way back is needed only once something was sent. */
    boolean touched() {
        return !remembered.effects().isEmpty();
    }

    Optional<EffectRecord> dangerousInFlight(Instant now) {
        return remembered.effects().stream()
                .filter(effect -> effect.effect().dangerous() && effect.inFlight(now))
                .reduce((_, later) -> later);
    }

    Described described(KeyArn keyArn) {
        return observed.members().stream()
                .filter(member -> member.keyArn().equals(keyArn))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not gathered: " + keyArn));
    }

    boolean anyAbsent() {
        return observed.members().stream().anyMatch(member -> member.key() instanceof Reading.Absent);
    }

    boolean allAbsent() {
        return observed.members().stream().allMatch(member -> member.key() instanceof Reading.Absent);
    }

    List<Attention> unreadableKeys() {
        return observed.members().stream()
                .flatMap(member -> member.key().unreadable().stream().map(Attentions::unreadable))
                .toList();
    }

    Assessment assessed() {
        return observed.assessment()
                .orElseThrow(() -> new IllegalStateException("this state decides on an assessment; none was gathered"));
    }

    /** Changed by somebody else: no effect in the journal stands behind it, whatever the session's name claims. */
    boolean foreign(ControlRecord record) {
        return remembered.effects().stream()
                .noneMatch(
                        effect -> record.effectId().filter(effect.id()::equals).isPresent());
    }

    boolean calledOff() {
        return remembered.order().map(Order::callsOff).orElse(false);
    }
}
