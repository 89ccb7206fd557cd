package dev.keysunset.retirement.restraints;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Retirement;
import dev.keysunset.retirement.RetirementSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many keys may be disabled at once and scheduled within a day: a wrong choice of keys harms few. */
@ApplicationScoped
class CapRestraint {
    private final Headcount headcount;
    private final RetirementSettings settings;

    CapRestraint(Headcount headcount, RetirementSettings settings) {
        this.headcount = headcount;
        this.settings = settings;
    }

    List<Attention> on(Retirement retirement) {
        return switch (retirement.state().name()) {
            case SUBMITTED, AWAITING_DISABLE_APPROVAL, DISABLING -> disabled(retirement);
            case AWAITING_DELETION_APPROVAL, SCHEDULING_DELETION -> scheduled(retirement);
            default -> List.of();
        };
    }

    private List<Attention> disabled(Retirement retirement) {
        var caps = settings.caps();
        var account = retirement.members().getFirst().keyArn().accountId();
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

    private List<Attention> scheduled(Retirement retirement) {
        var others = headcount.scheduledLastDay(retirement);
        var most = settings.caps().maxScheduledPerDay();
        return others + retirement.members().size() > most
                ? List.of(
                        cap(others + " keys were scheduled for deletion within 24 hours, at most " + most + " may be."))
                : List.of();
    }

    private static Attention cap(String detail) {
        return new Attention(
                Attention.Kind.CAP, detail, "Nothing to do: it goes on when others have ended. Or raise the cap.");
    }
}
