package dev.keysunset.console;

import dev.keysunset.access.Role;
import dev.keysunset.core.Attention;
import dev.keysunset.core.StateName;
import dev.keysunset.notify.api.NotificationsResource;
import dev.keysunset.retirement.api.StatsResource;
import dev.keysunset.retirement.view.AttentionBoard;
import dev.keysunset.retirement.view.RecentTimeline;
import dev.keysunset.watch.feeds.FeedsResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The page at the root. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class OverviewPages {
    private static final int GRAVEST = 8;
    private static final int LATEST = 12;
    private static final int FEEDS = 12;
    private static final Set<StateName> WAYS_OUT =
            EnumSet.of(StateName.ROLLING_BACK, StateName.ROLLED_BACK, StateName.REFUSED, StateName.CANCELLED);

    private final Frames frames;
    private final StatsResource stats;
    private final Boards boards;
    private final FeedsResource feeds;
    private final RecentTimeline timeline;

    OverviewPages(Frames frames, StatsResource stats, Boards boards, FeedsResource feeds, RecentTimeline timeline) {
        this.frames = frames;
        this.stats = stats;
        this.boards = boards;
        this.feeds = feeds;
        this.timeline = timeline;
    }

    /** What waits for somebody. */
    @ApplicationScoped
    static class Boards {
        private final AttentionBoard attention;
        private final NotificationsResource notifications;

        Boards(AttentionBoard attention, NotificationsResource notifications) {
            this.attention = attention;
            this.notifications = notifications;
        }

        AttentionBoard attention() {
            return attention;
        }

        /** How many notifications nobody got. */
        long untold() {
            return notifications.untold().items().stream()
                    .mapToLong(NotificationsResource.UntoldDocument::count)
                    .sum();
        }
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public OverviewPage overview() {
        var now = stats.stats();
        var counts = now.retirementsByState();
        return new OverviewPage(
                frames.frame(),
                new OverviewPage.Pipeline(stages(counts, false), stages(counts, true)),
                alarms(counts, now.waiting().attention()),
                boards.attention().gravest(GRAVEST),
                OverviewPage.Feeds.of(feeds.list().items(), FEEDS),
                timeline.latest(LATEST));
    }

    private OverviewPage.Alarms alarms(Map<StateName, Long> counts, Map<Attention.Kind, Long> waiting) {
        var told = EnumSet.of(Attention.Kind.APPROVAL, Attention.Kind.WATCH_GAP, Attention.Kind.WATCH_THREATENED);
        return new OverviewPage.Alarms(
                counts.getOrDefault(StateName.ROLLING_BACK, 0L),
                waiting.getOrDefault(Attention.Kind.WATCH_GAP, 0L),
                waiting.getOrDefault(Attention.Kind.WATCH_THREATENED, 0L),
                waiting.entrySet().stream()
                        .filter(entry -> !told.contains(entry.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum(),
                boards.untold());
    }

    private static List<OverviewPage.Stage> stages(Map<StateName, Long> counts, boolean waysOut) {
        return Arrays.stream(StateName.values())
                .filter(state -> WAYS_OUT.contains(state) == waysOut)
                .map(state ->
                        new OverviewPage.Stage(state, counts.getOrDefault(state, 0L), means(state), people(state)))
                .toList();
    }

    private static boolean people(StateName state) {
        return state == StateName.AWAITING_DISABLE_APPROVAL || state == StateName.AWAITING_DELETION_APPROVAL;
    }

    private static String means(StateName state) {
        return switch (state) {
            case SUBMITTED -> "being assessed";
            case AWAITING_DISABLE_APPROVAL -> "people decide on the disable";
            case DISABLING -> "sent to AWS";
            case OBSERVING -> "disabled, and watched";
            case AWAITING_DELETION_APPROVAL -> "people decide on the deletion";
            case SCHEDULING_DELETION -> "sent to AWS";
            case PENDING_DELETION -> "AWS counts down, still watched";
            case DELETED -> "gone, and proven";
            case ROLLING_BACK -> "somebody needs it";
            case ROLLED_BACK -> "as it was found, or left to others";
            case REFUSED -> "a finding forbids it";
            case CANCELLED -> "people decided against it";
        };
    }
}
