package dev.keysunset.core;

import java.time.Instant;
import java.util.Optional;

/** Where a retirement stands, with the data that means something there and nowhere else. */
public sealed interface RetirementState {
    StateName name();

    /** A member is, or may be, unusable by our doing: whatever is seen needing it counts. */
    sealed interface Watched extends RetirementState {
        /** From when on records are read and judged: the moment the first DisableKey became possible. */
        Instant watchedSince();
    }

    /** Handed in; nothing is known yet. */
    record Submitted() implements RetirementState {
        @Override
        public StateName name() {
            return StateName.SUBMITTED;
        }
    }

    /** Assessed, nothing speaks against it; people decide. */
    record AwaitingDisableApproval() implements RetirementState {
        @Override
        public StateName name() {
            return StateName.AWAITING_DISABLE_APPROVAL;
        }
    }

    /** Approved; members are being disabled one after the other. The intent of DisableKey. */
    record Disabling(Instant watchedSince) implements Watched {
        @Override
        public StateName name() {
            return StateName.DISABLING;
        }
    }

    /** Every member is disabled; the window runs. */
    record Observing(Instant watchedSince, Window window) implements Watched {
        @Override
        public StateName name() {
            return StateName.OBSERVING;
        }
    }

    /** The whole window was watched and nobody was seen; people decide. */
    record AwaitingDeletionApproval(Instant watchedSince, Window window) implements Watched {
        @Override
        public StateName name() {
            return StateName.AWAITING_DELETION_APPROVAL;
        }
    }

    /** Approved; members are being scheduled, replicas first. The intent of ScheduleKeyDeletion. */
    record SchedulingDeletion(Instant watchedSince, Window window) implements Watched {
        @Override
        public StateName name() {
            return StateName.SCHEDULING_DELETION;
        }
    }

    /**
     * AWS counts down.
     *
     * @param deletionDate the latest date AWS has named; a primary has none until its replicas are gone
     */
    record PendingDeletion(Instant watchedSince, Window window, Optional<Instant> deletionDate) implements Watched {
        @Override
        public StateName name() {
            return StateName.PENDING_DELETION;
        }
    }

    /** Every member is being brought back to the state it was found in. */
    record RollingBack(Instant watchedSince, Cause because) implements Watched {
        @Override
        public StateName name() {
            return StateName.ROLLING_BACK;
        }
    }

    /** Every member is as it was found, or not ours to touch. Watched in quarantine for a while longer. */
    record RolledBack(Instant watchedSince, Cause because) implements RetirementState {
        @Override
        public StateName name() {
            return StateName.ROLLED_BACK;
        }
    }

    /**
     * Every member is gone.
     *
     * @param confirmed AWS's own DeleteKey record was seen for every member
     */
    record Deleted(boolean confirmed) implements RetirementState {
        @Override
        public StateName name() {
            return StateName.DELETED;
        }
    }

    /** A finding forbids the retirement; nothing was touched. */
    record Refused(Cause because) implements RetirementState {
        @Override
        public StateName name() {
            return StateName.REFUSED;
        }
    }

    /** People decided against it before anything was touched. */
    record Cancelled(Cause because) implements RetirementState {
        @Override
        public StateName name() {
            return StateName.CANCELLED;
        }
    }
}
