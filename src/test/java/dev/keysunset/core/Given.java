package dev.keysunset.core;

import dev.keysunset.GivenRules;
import dev.keysunset.core.EffectRecord.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** A retirement and the facts about it, as a test wants them; what a test does not mention is as it should be. */
final class Given {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final Instant SINCE = NOW.minus(Duration.ofDays(20));
    static final Window OPEN = Window.openingAt(NOW.minus(Duration.ofDays(3)), Duration.ofDays(7));
    static final Window CLOSED = Window.openingAt(NOW.minus(Duration.ofDays(8)), Duration.ofDays(7));
    static final KeyArn KEY = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    static final KeyArn PRIMARY = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/mrk-1");
    static final KeyArn REPLICA = KeyArn.of("arn:aws:kms:eu-west-1:111122223333:key/mrk-1");
    static final Tempo TEMPO = new Tempo(
            Duration.ofMinutes(5),
            GivenRules.LISTENING,
            new Tempo.Pace(Duration.ofHours(1), Duration.ofMinutes(1)),
            Duration.ofHours(72),
            List.of(Duration.ofMinutes(1), Duration.ofHours(24)));
    static final Policy POLICY = GivenRules.POLICY;

    private final RetirementState state;
    private Policy policy = POLICY;
    private List<Member> members = List.of(new Member(KEY, KeyState.ENABLED, KeyFacts.Role.SINGLE, "ENCRYPT_DECRYPT"));
    private final TreeMap<KeyArn, Reading<KeyFacts>> keys = new TreeMap<>();
    private Assessment assessment = new Assessment("hash", List.of(), List.of(), Optional.empty(), NOW);
    private final List<Approval> approvals = new ArrayList<>();
    private final List<EffectRecord> effects = new ArrayList<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<ControlRecord> controls = new ArrayList<>();
    private final List<WatchFacts.UsableKey> usable = new ArrayList<>();
    private final List<Attention> restraints = new ArrayList<>();
    private final Set<Place> answering = new TreeSet<>();
    private final Set<Place> silent = new TreeSet<>();
    private Optional<Instant> confirmedDisabledAt = Optional.empty();
    private Optional<Order> order = Optional.empty();
    private Optional<Reading<WatchFacts.Sweep>> sweep = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private Optional<CanaryReport.Trouble> canaryTrouble = Optional.empty();
    private List<Instant> canaries = hourly(SINCE, NOW.minus(Duration.ofMinutes(30)));
    private final List<Tampering> tampered = new ArrayList<>();
    private Instant reachesBack = Instant.MIN;
    private Optional<Interval> unread = Optional.empty();
    private Instant since = NOW.minus(Duration.ofMinutes(10));
    private Instant readUntil = NOW.minus(Duration.ofMinutes(15));

    private Given(RetirementState state) {
        this.state = state;
    }

    static Given in(RetirementState state) {
        var given = new Given(state);
        return given.key(KEY, natural(state));
    }

    private static KeyState natural(RetirementState state) {
        return switch (state) {
            case RetirementState.Observing _,
                    RetirementState.AwaitingDeletionApproval _,
                    RetirementState.SchedulingDeletion _ -> KeyState.DISABLED;
            case RetirementState.PendingDeletion _ -> KeyState.PENDING_DELETION;
            default -> KeyState.ENABLED;
        };
    }

    Given key(KeyArn arn, KeyState keyState) {
        var date = keyState == KeyState.PENDING_DELETION
                ? Optional.of(NOW.plus(Duration.ofDays(5)))
                : Optional.<Instant>empty();
        return key(arn, keyState, date);
    }

    Given key(KeyArn arn, KeyState keyState, Optional<Instant> deletionDate) {
        keys.put(arn, Reading.read(facts(arn, keyState, deletionDate)));
        return this;
    }

    static KeyFacts facts(KeyArn arn, KeyState keyState, Optional<Instant> deletionDate) {
        return new KeyFacts(
                arn,
                keyState,
                new KeyFacts.Kind(
                        KeyFacts.Owner.CUSTOMER,
                        "SYMMETRIC_DEFAULT",
                        "ENCRYPT_DECRYPT",
                        "AWS_KMS",
                        new KeyFacts.Family(KeyFacts.Role.SINGLE, List.of(arn))),
                NOW.minus(Duration.ofDays(400)),
                deletionDate,
                "");
    }

    Given reading(KeyArn arn, Reading<KeyFacts> reading) {
        keys.put(arn, reading);
        return this;
    }

    Given family(KeyState primary, KeyState replica) {
        members = List.of(
                new Member(PRIMARY, KeyState.ENABLED, KeyFacts.Role.PRIMARY, "ENCRYPT_DECRYPT"),
                new Member(REPLICA, KeyState.ENABLED, KeyFacts.Role.REPLICA, "ENCRYPT_DECRYPT"));
        keys.clear();
        return key(PRIMARY, primary).key(REPLICA, replica);
    }

    Given found(KeyState found) {
        members = members.stream()
                .map(member -> new Member(member.keyArn(), found, member.role(), member.keyUsage()))
                .toList();
        return this;
    }

    Given blocker() {
        var finding = new Finding(Severity.BLOCKER, Finding.Kind.EXEMPT, KEY, "Exempt.", "Ask.");
        assessment = new Assessment("hash", List.of(finding), List.of(), Optional.empty(), NOW);
        return this;
    }

    Given unreadable() {
        var attention = new Attention(Attention.Kind.UNREADABLE, "cannot be read", "wait");
        assessment = new Assessment("hash", List.of(), List.of(attention), Optional.empty(), NOW);
        return this;
    }

    Given guardedUntil(Instant date) {
        assessment = new Assessment("hash", List.of(), List.of(), Optional.of(date), NOW);
        return this;
    }

    Given approved(Gate gate, String... people) {
        return decided(gate, Approval.Choice.APPROVE, "hash", people);
    }

    Given decided(Gate gate, Approval.Choice choice, String hash, String... people) {
        for (var person : people) {
            approvals.add(new Approval(person, gate, choice, hash, NOW.minus(Duration.ofHours(1))));
        }
        return this;
    }

    Given effect(Effect effect, Outcome outcome) {
        return effect(effect, outcome, NOW.minus(Duration.ofHours(2)));
    }

    Given effect(Effect effect, Outcome outcome, Instant at) {
        var id = new UUID(1, effects.size() + 1L);
        effects.add(new EffectRecord(id, effect, at, at.plusSeconds(30), outcome));
        return this;
    }

    static Outcome done(Duration ago) {
        return new Outcome.Done(NOW.minus(ago), "request");
    }

    /** A policy that leaves a blind deletion to people. */
    Given neverCancelling() {
        var blindness = POLICY.safety().blindness();
        return under(new Policy.Blindness(false, blindness.margin(), blindness.longest()), Calendar.ALWAYS);
    }

    Given under(Calendar calendar) {
        return under(POLICY.safety().blindness(), calendar);
    }

    private Given under(Policy.Blindness blindness, Calendar calendar) {
        var safety = POLICY.safety();
        policy = new Policy(
                POLICY.name(),
                POLICY.minIdle(),
                POLICY.observationWindow(),
                POLICY.pendingWindowInDays(),
                POLICY.consent(),
                new Policy.Safety(
                        safety.exemptionTag(),
                        safety.canaryRequired(),
                        blindness,
                        safety.acceptsEventHistory(),
                        calendar));
        return this;
    }

    Given disabledByUs() {
        return effect(new Effect.DisableKey(KEY), done(Duration.ofDays(10)), NOW.minus(Duration.ofDays(10)));
    }

    Given scheduledByUs() {
        return disabledByUs()
                .effect(
                        new Effect.ScheduleKeyDeletion(KEY, 7),
                        done(Duration.ofDays(2)),
                        NOW.minus(Duration.ofDays(2)));
    }

    Given sighted(KeyArn arn) {
        sightings.add(
                new Sighting("event", arn, NOW.minus(Duration.ofHours(1)), "Decrypt", "payroll", Optional.empty()));
        return this;
    }

    Given recorded(String operation, KeyArn arn, Duration ago, Optional<UUID> effectId) {
        var author = new ControlRecord.Author("somebody", effectId, List.of());
        controls.add(new ControlRecord("event", arn, NOW.minus(ago), operation, author));
        return this;
    }

    /** A call of somebody else an hour ago, with what its record says of the program. */
    Given recordedFrom(String trace, String operation, KeyArn arn) {
        var author = new ControlRecord.Author("somebody", Optional.empty(), List.of(trace));
        controls.add(new ControlRecord("event", arn, NOW.minus(Duration.ofHours(1)), operation, author));
        return this;
    }

    Given confirmedDisabled(Duration ago) {
        confirmedDisabledAt = Optional.of(NOW.minus(ago));
        return this;
    }

    Given ordered(Order.Kind kind) {
        order = Optional.of(new Order(kind, "olga", "because", Duration.ofDays(2), NOW));
        return this;
    }

    Given restrained() {
        restraints.add(new Attention(Attention.Kind.STOPPED, "stopped", "release"));
        return this;
    }

    Given answering() {
        answering.add(KEY.place());
        return this;
    }

    /** Canaries were called every hour from then on; none before. */
    Given canariesSince(Instant moment) {
        canaries = hourly(moment, NOW.minus(Duration.ofMinutes(30)));
        return this;
    }

    /** No canary came back between the two. */
    Given canariesMissing(Instant from, Instant to) {
        canaries = canaries.stream()
                .filter(at -> at.isBefore(from) || at.isAfter(to))
                .toList();
        return this;
    }

    /** No canary has ever come back from there. */
    Given silentAt(Place place) {
        silent.add(place);
        return this;
    }

    Given canariesDenied() {
        canaryTrouble = Optional.of(new CanaryReport.Trouble("kms:Encrypt is denied", "Allow kms:Encrypt."));
        return this;
    }

    Given canarySucceeded() {
        usable.add(new WatchFacts.UsableKey(KEY, NOW.minus(Duration.ofHours(1))));
        return this;
    }

    Given tampered(Instant moment) {
        tampered.add(new Tampering(moment, "cloudtrail:StopLogging", "mallory", Optional.empty()));
        return this;
    }

    /** No poll read the time between the two. */
    Given unread(Instant from, Instant to) {
        unread = Optional.of(new Interval(from, to));
        return this;
    }

    Given reachesBack(Instant moment) {
        reachesBack = moment;
        return this;
    }

    private List<CanaryReport> canaryReports() {
        return List.of(new CanaryReport(KEY.place(), "ENCRYPT_DECRYPT", Optional.empty(), canaryTrouble));
    }

    private static List<Instant> hourly(Instant from, Instant to) {
        return Stream.iterate(from, at -> !at.isAfter(to), at -> at.plus(Duration.ofHours(1)))
                .toList();
    }

    Given readUntil(Instant moment) {
        readUntil = moment;
        return this;
    }

    Given troubled() {
        trouble = Optional.of("throttled");
        return this;
    }

    /** How long it has been in its state. */
    Given since(Duration ago) {
        since = NOW.minus(ago);
        return this;
    }

    Given swept() {
        sweep = Optional.of(Reading.read(new WatchFacts.Sweep(SINCE, NOW)));
        return this;
    }

    Given sweepFailed() {
        sweep = Optional.of(new Reading.Unreadable<>("sweep", "Incomplete", "throttled"));
        return this;
    }

    Retirement retirement() {
        return new Retirement(
                new UUID(0, 1),
                members,
                policy,
                new Retirement.Submission("sam", SINCE),
                new Retirement.Standing(state, since));
    }

    Facts gathered() {
        var described = retirement().members().stream()
                .map(member ->
                        new Described(member.keyArn(), keys.getOrDefault(member.keyArn(), new Reading.Absent<>())))
                .toList();
        var feeds = retirement().places().stream()
                .map(place -> new FeedReport(
                        new Feed(place, Feed.Kind.LOGS),
                        new TreeSet<>(Set.of(place)),
                        new FeedReport.Evidence(
                                coverage(),
                                List.of(new FeedReport.CanaryClass(
                                        place, "ENCRYPT_DECRYPT", silent.contains(place) ? List.of() : canaries)),
                                tampered),
                        new FeedReport.Condition(trouble, reachesBack)))
                .toList();
        return new Facts(
                new Facts.Observed(described, Optional.of(assessment), answering),
                new Facts.Remembered(approvals, effects, confirmedDisabledAt, order),
                new WatchFacts(feeds, new WatchFacts.Seen(sightings, controls, usable), canaryReports(), sweep),
                restraints);
    }

    private Coverage coverage() {
        var read = new Coverage(List.of(new Interval(SINCE, readUntil)));
        return unread.map(read::without).orElse(read);
    }

    Decision decided() {
        return Lifecycle.decide(retirement(), gathered(), TEMPO, NOW);
    }
}
