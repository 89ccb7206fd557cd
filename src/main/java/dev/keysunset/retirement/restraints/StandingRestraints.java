package dev.keysunset.retirement.restraints;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Retirement;
import dev.keysunset.engine.Restraints;
import dev.keysunset.retirement.RetirementRows;
import io.quarkus.arc.All;
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
    private final CapRestraint caps;
    private final SkewRestraint skew;
    private final List<Tripwire> tripwires;

    StandingRestraints(
            Stops stops,
            RetirementRows retirements,
            CapRestraint caps,
            SkewRestraint skew,
            @All List<Tripwire> tripwires) {
        this.stops = stops;
        this.retirements = retirements;
        this.caps = caps;
        this.skew = skew;
        this.tripwires = tripwires;
    }

    @Override
    @Transactional
    public List<Attention> on(Retirement retirement) {
        tripwires.forEach(Tripwire::check);
        var restraints = new ArrayList<Attention>();
        stops.holdingIn(account(retirement)).stream()
                .map(StandingRestraints::stopped)
                .forEach(restraints::add);
        hold(retirement).ifPresent(restraints::add);
        skew.now().ifPresent(restraints::add);
        restraints.addAll(caps.on(retirement));
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
}
