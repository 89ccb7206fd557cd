package dev.keysunset.retirement;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Retirement;
import dev.keysunset.engine.Restraints;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stops, a hold and the caps, as they stand in the database now; and a clock that nobody should trust. */
@ApplicationScoped
class StandingRestraints implements Restraints {
    private final Stops stops;
    private final RetirementRows retirements;
    private final Headcount headcount;
    private final RetirementSettings settings;
    private final SkewRestraint skew;

    StandingRestraints(
            Stops stops,
            RetirementRows retirements,
            Headcount headcount,
            RetirementSettings settings,
            SkewRestraint skew) {
        this.stops = stops;
        this.retirements = retirements;
        this.headcount = headcount;
        this.settings = settings;
        this.skew = skew;
    }

    @Override
    @Transactional
    public List<Attention> on(Retirement retirement) {
        var restraints = new ArrayList<Attention>();
        stops.holdingIn(account(retirement)).stream()
                .map(StandingRestraints::stopped)
                .forEach(restraints::add);
        hold(retirement).ifPresent(restraints::add);
        skew.now().ifPresent(restraints::add);
        switch (retirement.state().name()) {
            case SUBMITTED, AWAITING_DISABLE_APPROVAL, DISABLING -> restraints.addAll(disabledCaps(retirement));
            case AWAITING_DELETION_APPROVAL, SCHEDULING_DELETION ->
                scheduledCap(retirement).ifPresent(restraints::add);
            default -> {}
        }
        return restraints;
    }

    /** A multi-Region family never leaves its account (KMS Developer Guide, "Multi-Region keys in AWS KMS"). */
    private static String account(Retirement retirement) {
        return retirement.members().getFirst().keyArn().accountId();
    }

    private static Attention stopped(Stops.Stop stop) {
        return new Attention(Attention.Kind.STOPPED, stop.told(), "An administrator releases the stop.");
    }

    private Optional<Attention> hold(Retirement retirement) {
        return Optional.ofNullable(retirements.findById(retirement.id()))
                .filter(row -> row.heldAt != null)
                .map(row -> new Attention(
                        Attention.Kind.HOLD,
                        "Held by " + row.heldBy + " since " + row.heldAt + ": " + row.heldReason,
                        "Release the hold."));
    }

    private List<Attention> disabledCaps(Retirement retirement) {
        var caps = settings.caps();
        var account = account(retirement);
        var ours = retirement.members().size();
        var capped = new ArrayList<Attention>();
        var everywhere = headcount.disabledBefore(retirement, Optional.empty());
        if (everywhere + ours > caps.maxDisabled()) {
            capped.add(cap(everywhere + " keys are disabled by us, at most " + caps.maxDisabled() + " may be."));
        }
        var there = headcount.disabledBefore(retirement, Optional.of(account));
        if (there + ours > caps.maxDisabledPerAccount()) {
            capped.add(cap(there + " keys are disabled by us in account " + account + ", at most "
                    + caps.maxDisabledPerAccount() + " may be."));
        }
        return capped;
    }

    private Optional<Attention> scheduledCap(Retirement retirement) {
        var others = headcount.scheduledLastDay(retirement);
        var most = settings.caps().maxScheduledPerDay();
        return others + retirement.members().size() > most
                ? Optional.of(
                        cap(others + " keys were scheduled for deletion within 24 hours, at most " + most + " may be."))
                : Optional.empty();
    }

    private static Attention cap(String detail) {
        return new Attention(
                Attention.Kind.CAP, detail, "Nothing to do: it goes on when others have ended. Or raise the cap.");
    }
}
