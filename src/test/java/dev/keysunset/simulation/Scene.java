package dev.keysunset.simulation;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Policy;
import dev.keysunset.core.Tempo;
import java.time.Duration;
import java.util.List;

/**
 * What a world is like before anything goes wrong in it.
 *
 * @param feeds the kinds of feed that every place has
 */
record Scene(int replicas, List<Feed.Kind> feeds, Policy policy, Tempo tempo, Course course) {
    /** Long enough for a whole retirement after the weather has cleared. */
    private static final int AFTERMATH_DAYS = 45;

    /**
     * How it goes.
     *
     * @param interleaving how often, per port call, another replica goes on first
     * @param stormDays when the weather clears
     * @param days when it ends at the latest; it ends before that when everything has come to rest
     * @param after who is left once the weather has cleared
     */
    record Course(double interleaving, int stormDays, int days, After after) {}

    /**
     * Only what must be healthy heals.
     *
     * @param oneReplicaStaysDead where there are several
     * @param oneFeedStaysDown where every place has two
     * @param peopleStay to approve; otherwise what waits for them waits for ever, and must say so
     */
    record After(boolean oneReplicaStaysDead, boolean oneFeedStaysDown, boolean peopleStay) {
        static final After ALL_IS_WELL = new After(false, false, true);
    }

    static Scene drawn(long seed) {
        var chance = new Chance(seed, "scene");
        var stormDays = 15 + chance.below(20);
        return new Scene(
                1 + chance.below(4),
                chance.of(
                        List.of(Feed.Kind.LOGS), List.of(Feed.Kind.LOOKUP), List.of(Feed.Kind.LOGS, Feed.Kind.LOOKUP)),
                policy(chance.in(0.8)),
                tempo(Duration.ofHours(chance.of(1, 3, 3, 6))),
                new Course(
                        chance.of(0.0, 0.02, 0.1),
                        stormDays,
                        stormDays + AFTERMATH_DAYS,
                        new After(chance.in(0.3), chance.in(0.5), chance.in(0.7))));
    }

    Scene inWhichAllIsWell() {
        return new Scene(
                replicas,
                feeds,
                policy,
                tempo,
                new Course(course.interleaving(), course.stormDays(), course.days(), After.ALL_IS_WELL));
    }

    private static Policy policy(boolean canaryRequired) {
        return new Policy(
                new Policy.Name("simulated", 1),
                Duration.ofDays(10),
                Duration.ofDays(7),
                7,
                new Policy.Consent(1, 2, Duration.ofDays(5)),
                new Policy.Safety(
                        "keysunset:exempt",
                        canaryRequired,
                        new Policy.Blindness(true, Duration.ofDays(2), Duration.ofDays(3))));
    }

    Duration pollInterval() {
        return tempo.listening().pollInterval();
    }

    private static Tempo tempo(Duration pollInterval) {
        return new Tempo(
                Duration.ofMinutes(5),
                new Tempo.Listening(
                        World.LAG,
                        pollInterval,
                        Duration.ofHours(1),
                        new Tempo.Canaries(Duration.ofHours(8), Duration.ofHours(24))),
                new Tempo.Pace(Duration.ofHours(6), Duration.ofMinutes(20)),
                Duration.ofHours(72),
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(20), Duration.ofHours(24)));
    }
}
