package dev.keysunset.retirement;

import static java.util.Objects.requireNonNull;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.RetirementState.AwaitingDeletionApproval;
import dev.keysunset.core.RetirementState.AwaitingDisableApproval;
import dev.keysunset.core.RetirementState.Cancelled;
import dev.keysunset.core.RetirementState.Deleted;
import dev.keysunset.core.RetirementState.Disabling;
import dev.keysunset.core.RetirementState.Observing;
import dev.keysunset.core.RetirementState.PendingDeletion;
import dev.keysunset.core.RetirementState.Refused;
import dev.keysunset.core.RetirementState.RolledBack;
import dev.keysunset.core.RetirementState.RollingBack;
import dev.keysunset.core.RetirementState.SchedulingDeletion;
import dev.keysunset.core.RetirementState.Submitted;
import dev.keysunset.core.StateName;
import dev.keysunset.core.Window;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A state and its data as columns: those that mean nothing in a state are empty in it. */
@Embeddable
public class StateColumns {
    @Enumerated(EnumType.STRING)
    public StateName state;

    @Nullable
    @Column(name = "watched_since")
    public Instant watchedSince;

    @Nullable
    @Column(name = "window_opens_at")
    public Instant windowOpensAt;

    @Nullable
    @Column(name = "window_closes_at")
    Instant windowClosesAt;

    @Nullable
    @Column(name = "deletion_date")
    public Instant deletionDate;

    @Nullable
    @Enumerated(EnumType.STRING)
    Cause because;

    @Nullable
    @Column(name = "deletion_confirmed")
    Boolean deletionConfirmed;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    StateColumns() {}

    private StateColumns(StateName state) {
        this.state = state;
    }

    public static StateColumns of(RetirementState state) {
        var columns = new StateColumns(state.name());
        switch (state) {
            case Submitted _, AwaitingDisableApproval _ -> {}
            case Refused(var because) -> columns.because = because;
            case Cancelled(var because) -> columns.because = because;
            case Disabling(var since) -> columns.watchedSince = since;
            case Observing(var since, var window) -> columns.watched(since, window);
            case AwaitingDeletionApproval(var since, var window) -> columns.watched(since, window);
            case SchedulingDeletion(var since, var window) -> columns.watched(since, window);
            case PendingDeletion(var since, var window, var date) -> {
                columns.watched(since, window);
                columns.deletionDate = date.orElse(null);
            }
            case RollingBack(var since, var because) -> columns.rollback(since, because);
            case RolledBack(var since, var because) -> columns.rollback(since, because);
            case Deleted(var confirmed) -> columns.deletionConfirmed = confirmed;
        }
        return columns;
    }

    RetirementState toState() {
        return switch (state) {
            case SUBMITTED -> new Submitted();
            case AWAITING_DISABLE_APPROVAL -> new AwaitingDisableApproval();
            case REFUSED -> new Refused(because());
            case CANCELLED -> new Cancelled(because());
            case DISABLING -> new Disabling(since());
            case OBSERVING -> new Observing(since(), window());
            case AWAITING_DELETION_APPROVAL -> new AwaitingDeletionApproval(since(), window());
            case SCHEDULING_DELETION -> new SchedulingDeletion(since(), window());
            case PENDING_DELETION -> new PendingDeletion(since(), window(), Optional.ofNullable(deletionDate));
            case ROLLING_BACK -> new RollingBack(since(), because());
            case ROLLED_BACK -> new RolledBack(since(), because());
            case DELETED -> new Deleted(requireNonNull(deletionConfirmed));
        };
    }

    private void watched(Instant since, Window window) {
        watchedSince = since;
        windowOpensAt = window.opensAt();
        windowClosesAt = window.closesAt();
    }

    private void rollback(Instant since, Cause cause) {
        watchedSince = since;
        because = cause;
    }

    private Instant since() {
        return requireNonNull(watchedSince);
    }

    private Window window() {
        return new Window(requireNonNull(windowOpensAt), requireNonNull(windowClosesAt));
    }

    private Cause because() {
        return requireNonNull(because);
    }
}
