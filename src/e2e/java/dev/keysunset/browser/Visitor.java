package dev.keysunset.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Somebody at a browser who reads, clicks and types, and hears everything that the browser complains about meanwhile. */
final class Visitor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BrowserContext context;
    private final URI home;
    private final boolean scripts;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Visitor(BrowserContext context, URI home, boolean scripts) {
        this.context = context;
        this.home = home;
        this.scripts = scripts;
        context.addInitScript(PageCheck.SHIFTS);
        context.setDefaultTimeout((double) PATIENCE.toMillis());
        this.page = context.newPage();
        context.onRequest(request -> {
            if (!request.url().startsWith(home.toString()) && !request.url().startsWith("data:")) {
                complaints.add("asked elsewhere for " + request.url());
            }
        });
        page.onConsoleMessage(message -> {
            // A page that says what is wrong has its status, and the browser mentions that. Of JSON, it asks for an
            // icon.
            var refusal = message.text().startsWith("Failed to load resource")
                    && (message.location().startsWith(page.url())
                            || message.location().contains("/favicon.ico"));
            if (!refusal && List.of("error", "warning").contains(message.type())) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onDialog(dialog -> {
            complaints.add(page.url() + ": a dialog says " + dialog.message());
            dialog.dismiss();
        });
    }

    Page page() {
        return page;
    }

    Visitor open(String path) {
        page.navigate(path);
        return this;
    }

    String path() {
        return page.url().substring(home.toString().length() - 1);
    }

    Visitor click(AriaRole role, String name) {
        page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
        return this;
    }

    /** Opens what is folded up. */
    Visitor unfold(String summary) {
        page.locator("summary", new Page.LocatorOptions().setHasText(summary)).click();
        return this;
    }

    Visitor type(String label, String text) {
        page.locator("label:visible", new Page.LocatorOptions().setHasText(label))
                .first()
                .locator("input, textarea")
                .fill(text);
        return this;
    }

    Visitor choose(String label, String value) {
        page.locator("label:visible", new Page.LocatorOptions().setHasText(label))
                .first()
                .locator("select")
                .selectOption(value);
        return this;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    Locator find(String selector, String text) {
        return page.locator(selector, new Page.LocatorOptions().setHasText(text));
    }

    /** On a page that follows what happens by itself; without scripts its reader opens it again. */
    Locator awaits(Locator what) {
        if (!scripts) {
            return reopensUntil(what);
        }
        what.first().waitFor();
        return what.first();
    }

    /** On a page that stays as it was when it was opened. */
    Locator reopensUntil(Locator what) {
        await().pollInSameThread()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    page.reload();
                    return what.count() > 0;
                });
        return what.first();
    }

    /** Once it is there. */
    void reads(String text) {
        find("main", text).waitFor();
    }

    /** Is led to that page. */
    void arrivesAt(String path) {
        page.waitForURL("**" + path);
    }

    /** Nothing failed, nothing was asked of anybody else, and nobody spoke up who had no business to. */
    void hadNoTrouble() {
        var heard = List.copyOf(complaints);
        complaints.clear();
        assertThat(heard).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
