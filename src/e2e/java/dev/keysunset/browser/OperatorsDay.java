package dev.keysunset.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.net.URI;

/** Finds a key, plans, submits, decides at both gates, each under their own name, and watches what comes of it. */
final class OperatorsDay {
    private final Chromium browser;
    private final URI home;
    private final Part part;
    private final boolean scripts;

    private OperatorsDay(Chromium browser, URI home, Part part, boolean scripts) {
        this.browser = browser;
        this.home = home;
        this.part = part;
        this.scripts = scripts;
    }

    static void told(Chromium browser, URI home, Part part, boolean scripts) {
        new OperatorsDay(browser, home, part, scripts).told();
    }

    private void told() {
        var retirement = submits();
        approvesTheDisable("ann", retirement);
        try (var watcher = someone("bob")) {
            watcher.open(retirement);
            watcher.awaits(watcher.find("#live .state.OBSERVING"));
            watcher.awaits(watcher.find("#live .state.AWAITING_DELETION_APPROVAL"));
            watcher.hadNoTrouble();
        }
        approvesTheDeletion("ann", retirement);
        approvesTheDeletion("bob", retirement);
        try (var watcher = someone("ann")) {
            watcher.open(retirement);
            watcher.awaits(watcher.find("#live .state.PENDING_DELETION"));
            watcher.reads("ScheduleKeyDeletion");
            watcher.hadNoTrouble();
        }
    }

    private String submits() {
        try (var submitter = someone("submitter")) {
            submitter.open("/keys");
            submitter.reopensUntil(submitter.find("tbody tr", part.alias()));
            submitter.type("Find", part.alias());
            submitter.click(AriaRole.BUTTON, "Find");
            submitter.find("#keys-caption", "Keys found").waitFor();
            assertThat(submitter.find("tbody tr").count()).isEqualTo(1);
            submitter.find("tbody tr", part.alias()).getByText("Plan").click();
            submitter.reads("It could be retired");
            submitter.type("Reason", "belonged to the old shop");
            submitter.click(AriaRole.BUTTON, "Submit");
            submitter.reads("It is being assessed");
            submitter.hadNoTrouble();
            return submitter.path().replaceFirst("\\?.*", "");
        }
    }

    private void approvesTheDisable(String person, String retirement) {
        try (var approver = someone(person)) {
            approver.open("/approvals");
            approver.reopensUntil(approver.find("td a", part.alias())).click();
            approver.arrivesAt(retirement.replace("/retirements/", "/approvals/"));
            do {
                approver.unfold("Approve…");
                approver.type("Comment", "checked with the owner");
                approver.click(AriaRole.BUTTON, "Approve the disable");
            } while (hasToReadAgain(approver));
            approver.hadNoTrouble();
        }
    }

    /** The key's name has to be typed, and it has to be this one's. */
    private void approvesTheDeletion(String person, String retirement) {
        var gate = retirement.replace("/retirements/", "/approvals/");
        try (var approver = someone(person)) {
            approver.open(gate);
            approver.reopensUntil(approver.find("summary", "Approve…"));
            typesAndApproves(approver, "alias/another");
            approver.reads("nothing was decided");
            approver.click(AriaRole.LINK, "Back to the page");
            approver.arrivesAt(gate);
            do {
                typesAndApproves(approver, part.alias());
            } while (hasToReadAgain(approver));
            approver.hadNoTrouble();
        }
    }

    /** What has changed since they read it, nobody approves unread. A day takes seconds here, and a decision takes one. */
    private static boolean hasToReadAgain(Visitor approver) {
        var refused = approver.find("h1", "It changed since you read it");
        approver.find(".done", "Your approval is recorded").or(refused).waitFor();
        if (refused.count() == 0) {
            return false;
        }
        approver.click(AriaRole.LINK, "Back to the page");
        return true;
    }

    private static void typesAndApproves(Visitor approver, String name) {
        approver.unfold("Approve…");
        approver.type("Type the key", name);
        approver.type("Comment", "watched for the whole window");
        approver.click(AriaRole.BUTTON, "Approve the deletion");
    }

    private Visitor someone(String person) {
        return browser.visitor(home, person, scripts);
    }
}
