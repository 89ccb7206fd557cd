package dev.keysunset.core;

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

    /** Where a journey ends; only {@link #ROLLED_BACK} can be left again, by an effect of ours that arrived late. */
    public boolean terminal() {
        return switch (this) {
            case REFUSED, CANCELLED, DELETED, ROLLED_BACK -> true;
            default -> false;
        };
    }
}
