package dev.keysunset.core;

import java.util.Optional;

/** The states' names as they stand in SQL, JSON, docs and console. */
public enum StateName {
    SUBMITTED,
    REFUSED,
    AWAITING_DISABLE_APPROVAL,
    CANCELLED,
    DISABLING,
    OBSERVING,
    AWAITING_DELETION_APPROVAL,
    SCHEDULING_DELETION,
    PENDING_DELETION,
    DELETED,
    ROLLING_BACK,
    ROLLED_BACK;

    /** The gate whose approvals this state asks for or acts on; an assessment made here is for it. */
    public Optional<Gate> gate() {
        return switch (this) {
            case SUBMITTED, AWAITING_DISABLE_APPROVAL, DISABLING -> Optional.of(Gate.DISABLE);
            case AWAITING_DELETION_APPROVAL, SCHEDULING_DELETION -> Optional.of(Gate.DELETE);
            default -> Optional.empty();
        };
    }

    /** Where a journey ends; only {@link #ROLLED_BACK} can be left again, by an effect of ours that arrived late. */
    public boolean terminal() {
        return switch (this) {
            case REFUSED, CANCELLED, DELETED, ROLLED_BACK -> true;
            default -> false;
        };
    }
}
