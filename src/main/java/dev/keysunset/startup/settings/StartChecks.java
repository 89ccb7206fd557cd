package dev.keysunset.startup.settings;

import java.util.List;

/** All checks of a start, run together so that one start names everything that is wrong. */
public final class StartChecks {
    private static final List<StartCheck> ALL = List.of(
            new AccountCheck(),
            new ArchiveCheck(),
            new UserCheck(),
            new PolicyCheck(),
            new PriceCheck(),
            new CandidateCheck(),
            new PaceCheck(),
            new NotifyCheck(),
            new DemoCheck(),
            new DatabaseCheck());

    private StartChecks() {}

    /**
     * Returns only when everything is in order.
     *
     * @throws UnfitSettings naming all that is not
     */
    public static void pass(Settings settings) {
        var complaints = complaints(settings);
        if (!complaints.isEmpty()) {
            throw new UnfitSettings(complaints);
        }
    }

    static List<Complaint> complaints(Settings settings) {
        return ALL.stream().flatMap(check -> check.complaints(settings)).toList();
    }
}
