package dev.keysunset.browser;

import java.util.List;
import java.util.stream.Stream;

/** Every page of the console, in every condition that it looks different in. */
final class Pages {
    private static final String NOTHING = "nothing-of-that-name";

    private Pages() {}

    /** What a service shows that nobody has handed a key to. */
    static List<Look> beforeAnythingHappens() {
        return List.of(
                everything("none-overview", "/"),
                everything("none-retirements", "/retirements"),
                everything("none-approvals", "/approvals"),
                everything("none-rollbacks", "/rollbacks?all=true"),
                everything("none-notifications", "/notifications"),
                everything("none-history", "/history"),
                everything("none-savings", "/savings"),
                everything("none-stops", "/stop"));
    }

    /** Once people have done their work. */
    static List<Look> of(Cast cast) {
        return Stream.of(retirements(cast), gates(cast), rollbacks(cast), estate(), planned(cast), steering(cast))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Look> retirements(Cast cast) {
        return List.of(
                everything("overview", "/"),
                everything("retirements", "/retirements"),
                everything("retirements-not-found", "/retirements?q=" + NOTHING),
                everything("retirement-deleted", cast.retirement(Part.DELETED)),
                everything("retirement-pending", cast.retirement(Part.PENDING)),
                everything("retirement-observed", cast.retirement(Part.OBSERVED)),
                everything("retirement-unproven", cast.retirement(Part.UNPROVEN)),
                everything("retirement-rolled-back", cast.retirement(Part.NEEDED)),
                everything("retirement-family", cast.retirement(Part.FAMILY)),
                everything("retirement-refused", cast.retirement(Part.REFUSED)),
                everything("retirement-cancelled", cast.retirement(Part.CANCELLED)),
                everything("retirement-held", cast.retirement(Part.HELD)));
    }

    private static List<Look> gates(Cast cast) {
        return List.of(
                everything("approvals", "/approvals"),
                everything("approvals-of-all", "/approvals?all=true"),
                new Look("approvals-shut", "olga", "/approvals"),
                everything("gate-disable", cast.gate(Part.AT_DISABLE_GATE)),
                everything("gate-flagged", cast.gate(Part.FLAGGED)),
                everything("gate-delete", cast.gate(Part.AT_DELETE_GATE)),
                new Look("gate-shut", "olga", cast.gate(Part.AT_DELETE_GATE)));
    }

    private static List<Look> rollbacks(Cast cast) {
        return List.of(
                everything("rollbacks", "/rollbacks?all=true"),
                everything("rollbacks-of-mine", "/rollbacks?mine=true"),
                everything("rollback", cast.rollback(Part.NEEDED)),
                everything("rollback-stuck", cast.rollback(Part.STUCK)),
                everything("notifications", "/notifications"),
                new Look("notifications-shut", "ann", "/notifications"),
                everything("notifications-all", "/notifications?all=true"),
                new Look("rollback-shut", "ann", cast.rollback(Part.NEEDED)));
    }

    private static List<Look> estate() {
        return List.of(
                everything("inventory", "/keys"),
                everything("inventory-not-found", "/keys?q=" + NOTHING),
                everything("key", Part.NEEDED.page()),
                everything("key-guarded", Part.GUARDED.page()),
                everything("key-unguarded", Part.UNGUARDED.page()),
                new Look("key-unguarded-shut", "ann", Part.UNGUARDED.page()),
                everything("key-archived", Part.ARCHIVED.page()),
                everything("submit", "/submit"),
                everything("submit-plan", "/submit?key=" + Part.CANCELLED.key()),
                everything("submit-plan-archived", "/submit?key=" + Part.ARCHIVED.key()),
                everything("savings", "/savings"),
                everything("feeds", "/feeds"));
    }

    private static List<Look> planned(Cast cast) {
        return List.of(
                everything("planned", "/planned"),
                everything("planned-answer", "/planned?keyArn=" + Part.PENDING.key()),
                everything("planned-not", "/planned?keyArn=" + Part.UNGUARDED.key()),
                everything(
                        "planned-stranger",
                        "/planned?keyArn=" + Part.PENDING.key() + "&session=keysunset." + cast.of(Part.PENDING).id));
    }

    private static List<Look> steering(Cast cast) {
        return List.of(
                everything("history", "/history"),
                everything("history-not-found", "/history?q=" + NOTHING),
                everything("stop", "/stop"),
                new Look("stop-shut", "ann", "/stop"),
                everything("settings", "/settings"),
                new Look("settings-shut", "ann", "/settings"),
                everything("problem", "/retirements/" + cast.of(Part.NEEDED).id.replaceAll("[0-9a-f]", "0")));
    }

    /** What the stop, which stands on every page, makes of some. */
    static List<Look> stopped() {
        return List.of(everything("stopped", "/stop"), everything("stopped-overview", "/"));
    }

    private static Look everything(String name, String path) {
        return new Look(name, BrowserWorld.EVERYTHING, path);
    }
}
