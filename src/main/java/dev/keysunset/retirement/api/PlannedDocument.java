package dev.keysunset.retirement.api;

import dev.keysunset.core.Approval;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.Gate;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.StateName;
import dev.keysunset.retirement.view.PlannedKeys.Plan;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whether what is seen of a key is planned.
 *
 * @param planned people approved that it is disabled or deleted, and it is being done, or was
 * @param expectedKeyStates in which AWS shows it while all goes as planned; a deleted key in none
 * @param because in words
 * @param retirement the latest of the key
 * @param approvals what people decided at its gates and have not withdrawn, oldest first
 * @param effects what was sent to AWS for it, oldest first
 */
public record PlannedDocument(
        String keyArn,
        boolean planned,
        List<String> expectedKeyStates,
        String because,
        Optional<RetirementSummary> retirement,
        List<ApprovalSummary> approvals,
        List<EffectSummary> effects) {

    /** Whose plan it is. */
    public record RetirementSummary(
            UUID id,
            StateName state,
            Instant since,
            String submittedBy,
            String reason,
            Optional<String> ticket,
            Optional<Instant> deletionDate,
            String href) {}

    /** One person's decision. */
    public record ApprovalSummary(Gate gate, Approval.Choice decision, String person, Instant at) {}

    /**
     * One call.
     *
     * @param requestId AWS's, as CloudTrail shows it; absent where AWS refused the call or no answer came
     * @param sessionName the role session's name in CloudTrail; every call has its own
     * @param sourceIdentity what CloudTrail names as its source identity
     */
    public record EffectSummary(
            String action, Instant intendedAt, Optional<String> requestId, String sessionName, String sourceIdentity) {}

    static PlannedDocument unknown(KeyArn keyArn) {
        return new PlannedDocument(
                keyArn.toString(),
                false,
                List.of(),
                "Nobody has submitted this key. Whoever disabled or scheduled it, it was not Keysunset.",
                Optional.empty(),
                List.of(),
                List.of());
    }

    static PlannedDocument of(KeyArn keyArn, Plan plan) {
        var view = plan.retirement();
        var retirement = view.retirement();
        var state = retirement.state().name();
        var summary = new RetirementSummary(
                retirement.id(),
                state,
                retirement.standing().since(),
                retirement.submission().by(),
                view.request().reason(),
                view.request().ticket(),
                view.deletionDate(),
                RetirementProblems.PATH + retirement.id());
        return new PlannedDocument(
                keyArn.toString(),
                planned(state),
                expected(state).stream().map(KeyState::awsName).toList(),
                because(state),
                Optional.of(summary),
                plan.approvals().stream()
                        .map(given -> new ApprovalSummary(given.gate(), given.choice(), given.person(), given.at()))
                        .toList(),
                plan.effects().stream()
                        .map(effect -> effect(retirement.id(), effect))
                        .toList());
    }

    private static boolean planned(StateName state) {
        return switch (state) {
            case DISABLING,
                    OBSERVING,
                    AWAITING_DELETION_APPROVAL,
                    SCHEDULING_DELETION,
                    PENDING_DELETION,
                    DELETED,
                    ROLLING_BACK -> true;
            case SUBMITTED, AWAITING_DISABLE_APPROVAL, REFUSED, CANCELLED, ROLLED_BACK -> false;
        };
    }

    private static Set<KeyState> expected(StateName state) {
        return switch (state) {
            case DISABLING -> EnumSet.of(KeyState.ENABLED, KeyState.DISABLED);
            case OBSERVING, AWAITING_DELETION_APPROVAL -> EnumSet.of(KeyState.DISABLED);
            case SCHEDULING_DELETION ->
                EnumSet.of(KeyState.DISABLED, KeyState.PENDING_DELETION, KeyState.PENDING_REPLICA_DELETION);
            case PENDING_DELETION -> EnumSet.of(KeyState.PENDING_DELETION, KeyState.PENDING_REPLICA_DELETION);
            case ROLLING_BACK ->
                EnumSet.of(
                        KeyState.ENABLED,
                        KeyState.DISABLED,
                        KeyState.PENDING_DELETION,
                        KeyState.PENDING_REPLICA_DELETION);
            default -> EnumSet.noneOf(KeyState.class);
        };
    }

    private static String because(StateName state) {
        return switch (state) {
            case SUBMITTED, AWAITING_DISABLE_APPROVAL ->
                "It is submitted and not approved: nothing is disabled or scheduled yet.";
            case REFUSED, CANCELLED -> "Its retirement ended without a word to AWS that still holds.";
            case DISABLING -> "People approved that it is disabled.";
            case OBSERVING, AWAITING_DELETION_APPROVAL -> "It is disabled and watched for anybody who needs it.";
            case SCHEDULING_DELETION -> "People approved that its deletion is scheduled.";
            case PENDING_DELETION -> "Its deletion is scheduled and watched.";
            case DELETED -> "It was deleted as planned.";
            case ROLLING_BACK -> "It is being brought back to the state it was found in.";
            case ROLLED_BACK -> "It was brought back to the state it was found in; any other is not planned.";
        };
    }

    /** As the session of an effect is named when it is opened. */
    private static EffectSummary effect(UUID retirementId, EffectRecord effect) {
        var requestId = effect.outcome() instanceof EffectRecord.Outcome.Done(var _, var id)
                ? Optional.of(id)
                : Optional.<String>empty();
        return new EffectSummary(
                effect.effect().action(),
                effect.intendedAt(),
                requestId,
                "keysunset." + effect.id(),
                retirementId.toString());
    }
}
