package dev.keysunset.browser;

import static dev.keysunset.scenario.FastWorld.standIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.net.URI;

/** A rollback arrives while the inbox is open; whoever is on call looks into it and closes it. */
final class OnCallsNight {
    private OnCallsNight() {}

    static void told(Chromium browser, URI home, Part part, boolean scripts) {
        try (var olga = browser.visitor(home, "olga", scripts)) {
            olga.open("/rollbacks");
            assertThat(olga.find("tr", part.alias()).count()).isZero();
            if (scripts) {
                olga.page().evaluate("window.neverLeft = true");
            }
            standIn().use(part.key(), Cast.PAYROLL);
            var row = olga.awaits(olga.find("tr", part.alias()));
            if (scripts) {
                assertThat(olga.page().evaluate("window.neverLeft")).isEqualTo(true);
            }
            row.locator("a").click();
            looksInto(olga);
            resolves(olga);
            olga.open("/rollbacks");
            assertThat(olga.find("tr", part.alias()).count()).isZero();
            olga.hadNoTrouble();
        }
    }

    private static void looksInto(Visitor olga) {
        olga.click(AriaRole.BUTTON, "Acknowledge: I look after it");
        olga.reads("Acknowledged: you look after it.");
        olga.awaits(olga.find("h2", "Every key is as it was found"));
        olga.reads("role/payroll");
        olga.reads("aws:dynamodb:tableName");
        var rollback = olga.path();
        olga.click(AriaRole.LINK, "the record itself");
        olga.arrivesAt("/records/*");
        assertThat(olga.page().content()).contains("DisabledException");
        olga.open(rollback);
    }

    private static void resolves(Visitor olga) {
        olga.unfold("Resolve…");
        olga.choose("Cause", "NEEDED_BY_WORKLOAD");
        olga.type("In words", "payroll runs once a month; the owner keeps the key");
        olga.click(AriaRole.BUTTON, "Resolve");
        olga.reads("Resolved.");
        olga.reads("payroll runs once a month; the owner keeps the key");
    }
}
