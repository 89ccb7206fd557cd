package dev.keysunset.startup.settings;

import static java.util.Objects.requireNonNull;

import dev.keysunset.retirement.policy.PolicySettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.stream.Stream;

/** Rules that AWS refuses, or under which silence proves nothing. */
final class PolicyCheck implements StartCheck {
    private static final Duration SHORTEST = Duration.ofDays(1);

    @Override
    public Stream<Complaint> complaints(Settings settings) {
        var policies = settings.of(PolicySettings.class);
        // The default policy is there, with every rule at its default, even when nobody has configured it.
        return policies.names().stream()
                .flatMap(name -> policy(name, requireNonNull(policies.policies().get(name))));
    }

    private static Stream<Complaint> policy(String name, PolicySettings.Rules rules) {
        var property = "keysunset.policies." + name;
        var pendingWindow = Duration.ofDays(rules.pendingWindowInDays());
        return Stream.of(
                        Complaint.when(
                                rules.pendingWindowInDays() < 7 || rules.pendingWindowInDays() > 30,
                                property + ".pending-window-in-days",
                                rules.pendingWindowInDays() + " is outside of AWS's 7 to 30 days"),
                        atLeastADay(property + ".min-idle", rules.minIdle()),
                        atLeastADay(property + ".observation-window", rules.observationWindow()),
                        approvals(property + ".disable-approvals", rules.disableApprovals()),
                        approvals(property + ".deletion-approvals", rules.deletionApprovals()),
                        Complaint.unlessPositive(property + ".approval-validity", rules.approvalValidity()),
                        Complaint.unlessPositive(property + ".blind-margin", rules.blindMargin()),
                        Complaint.when(
                                rules.blindMargin().compareTo(pendingWindow) >= 0,
                                property + ".blind-margin",
                                rules.blindMargin()
                                        + " is not shorter than the pending window, so that every deletion would be"
                                        + " called off"),
                        Complaint.when(
                                rules.exemptionTag().isBlank(),
                                property + ".exemption-tag",
                                "name the tag that exempts a key"),
                        calendar(property + ".calendar", rules.calendar()))
                .flatMap(complaints -> complaints);
    }

    private static Stream<Complaint> calendar(String property, PolicySettings.Hours calendar) {
        var zone = Complaint.when(
                !isZone(calendar.zone()),
                property + ".zone",
                calendar.zone() + " is no time zone, such as Europe/Berlin");
        var overnight = !calendar.until().equals(LocalTime.MIDNIGHT)
                && !calendar.until().isAfter(calendar.from());
        var hours = Complaint.when(
                overnight,
                property + ".until",
                calendar.until() + " is not after " + calendar.from() + ": working hours end on the day they begin");
        var freezes = calendar.freezes().entrySet().stream()
                .flatMap(freeze -> Complaint.when(
                        freeze.getValue().last().isBefore(freeze.getValue().first()),
                        property + ".freezes." + freeze.getKey() + ".last",
                        freeze.getValue().last() + " is before "
                                + freeze.getValue().first()));
        return Stream.of(zone, hours, freezes).flatMap(complaints -> complaints);
    }

    private static boolean isZone(String name) {
        try {
            return !ZoneId.of(name).getId().isEmpty();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Stream<Complaint> atLeastADay(String property, Duration value) {
        return Complaint.when(
                value.compareTo(SHORTEST) < 0,
                property,
                value + " is shorter than a day, in which a daily job would go unseen");
    }

    private static Stream<Complaint> approvals(String property, int value) {
        return Complaint.when(value < 1, property, "every gate needs at least one approval");
    }
}
