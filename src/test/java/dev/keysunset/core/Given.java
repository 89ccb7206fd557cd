package dev.keysunset.core;

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
            new Tempo.Listening(Duration.ofMinutes(15), Duration.ofMinutes(5)),
            new Tempo.Pace(Duration.ofHours(1), Duration.ofMinutes(1)),
            Duration.ofHours(72),
            List.of(Duration.ofMinutes(1), Duration.ofHours(24)));
    static final Policy POLICY = new Policy(
            new Policy.Name("test", 1),
            Duration.ofDays(90),
            Duration.ofDays(7),
            7,
            new Policy.Consent(1, 2, Duration.ofDays(7)),
            new Policy.Safety("keysunset:exempt", Duration.ofDays(2)));

    private final RetirementState state;
    private List<Member> members = List.of(new Member(KEY, KeyState.ENABLED, KeyFacts.Role.SINGLE));
    private final TreeMap<KeyArn, Reading<KeyFacts>> keys = new TreeMap<>();
    private Assessment assessment = new Assessment("hash", List.of(), List.of(), Optional.empty(), NOW);
    private final List<Approval> approvals = new ArrayList<>();
    private final List<EffectRecord> effects = new ArrayList<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<ControlRecord> controls = new ArrayList<>();
    private final List<Attention> restraints = new ArrayList<>();
    private final Set<Place> answering = new TreeSet<>();
    private Optional<Order> order = Optional.empty();
    private Optional<Reading<WatchFacts.Sweep>> sweep = Optional.empty();
    private Optional<String> trouble = Optional.empty();
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
                new Member(PRIMARY, KeyState.ENABLED, KeyFacts.Role.PRIMARY),
                new Member(REPLICA, KeyState.ENABLED, KeyFacts.Role.REPLICA));
        keys.clear();
        return key(PRIMARY, primary).key(REPLICA, replica);
    }

    Given found(KeyState found) {
        members = members.stream()
                .map(member -> new Member(member.keyArn(), found, member.role()))
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
        controls.add(new ControlRecord("event", arn, NOW.minus(ago), operation, "somebody", effectId));
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

    Given readUntil(Instant moment) {
        readUntil = moment;
        return this;
    }

    Given troubled() {
        trouble = Optional.of("throttled");
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
                POLICY,
                new Retirement.Submission("sam", SINCE),
                new Retirement.Standing(state, NOW.minus(Duration.ofMinutes(10))));
    }

    Facts gathered() {
        var described = retirement().members().stream()
                .map(member ->
                        new Described(member.keyArn(), keys.getOrDefault(member.keyArn(), new Reading.Absent<>())))
                .toList();
        var feeds = retirement().places().stream()
                .map(place -> new WatchFacts.FeedCoverage(
                        new Feed(place, Feed.Kind.LOGS),
                        new Coverage(List.of(new Interval(SINCE, readUntil))),
                        trouble))
                .toList();
        return new Facts(
                new Facts.Observed(described, Optional.of(assessment), answering),
                new Facts.Remembered(approvals, effects, order),
                new WatchFacts(feeds, sightings, controls, sweep),
                restraints);
    }

    Decision decided() {
        return Lifecycle.decide(retirement(), gathered(), TEMPO, NOW);
    }
}
