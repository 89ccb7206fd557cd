package dev.keysunset.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What every page owes to everybody, with scripts and with all that is folded up opened; keeps pictures of it. */
final class PageCheck {
    /** Counts how far the page moves while it loads. */
    static final String SHIFTS = """
            window.shifted = 0;
            new PerformanceObserver(list => {
              for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
            }).observe({type: 'layout-shift', buffered: true});
            """;

    private static final String WIDER = """
            () => [...document.querySelectorAll('body *')]
                .filter(e => !e.closest('.scroll, .drawing, .top ul, pre, .unseen, .skip'))
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
                .map(e => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40)).slice(0, 5)
            """;

    private static final Path PICTURES = Path.of("target", "screenshots");

    private final Page page;
    private final String name;

    private PageCheck(Page page, String name) {
        this.page = page;
        this.name = name;
    }

    static void check(Page page, String name) {
        var check = new PageCheck(page, name);
        check.standsStill();
        check.picture("light");
        check.unfold();
        check.fits("a screen");
        check.isAccessible(List.of());
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        check.isAccessible(List.of("color-contrast", "link-in-text-block"));
        check.picture("dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        check.fitsAPhone();
    }

    private void standsStill() {
        page.evaluate("() => document.fonts.ready.then(() => new Promise(done => setTimeout(done, 50)))");
        assertThat(((Number) page.evaluate("window.shifted")).doubleValue())
                .as("%s: how far it moves while it loads", name)
                .isZero();
    }

    private void unfold() {
        page.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)");
    }

    private void isAccessible(List<String> rules) {
        var axe = new AxeBuilder(page).setLegacyMode(true);
        var results = (rules.isEmpty() ? axe : axe.withRules(rules)).analyze();
        assertThat(results.getViolations().stream().map(PageCheck::told))
                .as(name)
                .isEmpty();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp()
                + rule.getNodes().stream()
                        .limit(5)
                        .map(CheckedNode::getHtml)
                        .collect(Collectors.joining("\n    ", "\n    ", ""));
    }

    private void fitsAPhone() {
        page.setViewportSize(375, 812);
        picture("phone");
        fits("a phone");
        page.setViewportSize(1280, 900);
    }

    private void fits(String what) {
        var scrolled = (Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth");
        assertThat(scrolled)
                .as("%s scrolls sideways on %s: %s", name, what, scrolled ? page.evaluate(WIDER) : List.of())
                .isFalse();
    }

    private void picture(String how) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + "-" + how + ".png")));
    }
}
