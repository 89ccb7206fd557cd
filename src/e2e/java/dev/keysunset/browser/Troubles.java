package dev.keysunset.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.regex.Pattern;

/** What people read where the service does not answer, or refuses what they ask a list for. */
final class Troubles {
    private static final List<Integer> OF_A_PROXY = List.of(502, 503, 500, 403);

    /** What the list of rollbacks asks for to follow what happens. */
    private static final Pattern FRESH_LIST = Pattern.compile("/rollbacks\\?");

    private Troubles() {}

    /** A proxy answers for a service that is gone, and nothing else tells a frozen page from one on which nothing happens. */
    static void saysThatItMayBeOld(Visitor reader) {
        var page = reader.open("/rollbacks").page();
        var note = reader.find("#outdated");
        assertThat(note.isVisible()).isFalse();
        for (var status : OF_A_PROXY) {
            page.route(FRESH_LIST, route -> answer(route, status));
            readAgain(reader);
            note.waitFor();
            page.unroute(FRESH_LIST);
            readAgain(reader);
            note.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        }
    }

    static void saysWhyAListIsRefused(Visitor reader) {
        reader.open("/keys").type("Idle for", "90");
        reader.find("#list [role=alert]", "idleFor=90 cannot be understood").waitFor();
        assertThat(reader.path()).as("nobody keeps an address that is refused").isEqualTo("/keys");
        reader.type("Idle for", "90d");
        reader.find("#list a", "Show all").waitFor();
        assertThat(reader.find("#list [role=alert]").count()).isZero();
        assertThat(reader.path()).contains("idleFor=90d");
        reader.hadNoTrouble();
    }

    private static void answer(Route route, int status) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("text/html")
                .setBody("<html><body>of a proxy</body></html>"));
    }

    /** As the script does by itself, later. */
    private static void readAgain(Visitor reader) {
        reader.page().evaluate("document.body.dispatchEvent(new Event('refresh'))");
    }
}
