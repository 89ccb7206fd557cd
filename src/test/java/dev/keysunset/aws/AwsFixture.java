package dev.keysunset.aws;

import dev.keysunset.GivenClock;
import dev.keysunset.aws.archive.AthenaArchive;
import dev.keysunset.aws.canaries.CanarySessions;
import dev.keysunset.aws.canaries.KmsCanaries;
import dev.keysunset.aws.canaries.KmsRehearsals;
import dev.keysunset.aws.feeds.CloudTrailFeeds;
import dev.keysunset.aws.feeds.EventHistoryReading;
import dev.keysunset.aws.feeds.LogEventsReading;
import dev.keysunset.aws.feeds.LookupEventsReading;
import dev.keysunset.aws.feeds.SqsQueues;
import dev.keysunset.aws.finders.EveryFinder;
import dev.keysunset.aws.footings.EncryptionKeys;
import dev.keysunset.aws.footings.Footings;
import dev.keysunset.aws.footings.LogGroupFooting;
import dev.keysunset.aws.footings.QueueFooting;
import dev.keysunset.aws.footings.RecordingTrails;
import dev.keysunset.aws.keys.KeySurroundings;
import dev.keysunset.aws.keys.KmsGuardrails;
import dev.keysunset.aws.keys.KmsKeys;
import dev.keysunset.aws.keys.KmsRotations;
import dev.keysunset.aws.keys.SimulatedRights;
import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.Finders;
import dev.keysunset.engine.KeyGuardrails;
import dev.keysunset.engine.RealClock;
import dev.keysunset.engine.RehearsalCalls;
import dev.keysunset.engine.Rights;
import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.StandInOptions;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fleet.KeyPlan;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A stand-in whose clock stands still, and the whole room wired to it. */
@Execution(ExecutionMode.CONCURRENT)
// The room is made before the tests that are below; none of them has a state that it could see.
@SuppressWarnings("this-escape")
public abstract class AwsFixture {
    protected static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
    protected static final Place PLACE = new Place("111122223333", "us-east-1");
    protected static final Place ELSEWHERE = new Place("444455556666", "eu-west-1");
    protected static final UUID RETIREMENT = UUID.fromString("0193d000-0000-7000-8000-000000000001");
    protected static final UUID EFFECT = UUID.fromString("0193d000-0000-7000-8000-000000000002");

    /** A key policy by which the role may neither use a key nor cancel its deletion. */
    protected static final String ONLY_SWITCHING = """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/KeysunsetMember"},
           "Action": ["kms:DescribeKey", "kms:EnableKey", "kms:DisableKey"], "Resource": "*"}]}
        """;

    protected final StandIn standIn =
            StandIn.start(StandInOptions.prompt().withRate(0).withStartAt(START));
    protected final List<Duration> pauses = new ArrayList<>();

    /** How far our domain clock is ahead of AWS's. */
    protected Duration ahead = Duration.ZERO;

    protected final DomainClock domain =
            new GivenClock(() -> standIn.clock().now().plus(ahead));
    protected final DateHeaders dateHeaders = new DateHeaders(domain);
    private final List<Connections> opened = new ArrayList<>();
    protected final Room room = room(Map.of());

    /** The room's front doors. */
    protected record Room(
            KmsKeys keys,
            KmsRotations rotations,
            CloudTrailFeeds feeds,
            SqsQueues queues,
            KmsCanaries canaries,
            Finders finders,
            Rights rights,
            EventHistoryReading history,
            AthenaArchive archive,
            KeyGuardrails guardrails,
            RehearsalCalls rehearsals) {}

    protected Room room(Map<String, String> changes) {
        return room(changes, InstantSource.system()::instant);
    }

    protected Room room(Map<String, String> changes, RealClock real) {
        var settings = settings(standIn.endpoint().toString(), changes);
        var accounts = new ConfiguredAccounts(settings);
        var connections = new Connections(settings, dateHeaders, "test");
        opened.add(connections);
        var sessions = new Sessions(accounts, connections, settings, real);
        var clients = new Clients(connections, sessions);
        var pacing = new Pacing(settings);
        var tally = new CallTally();
        var reads = new Reads(accounts, sessions, pacing, new Retrying(settings, real, pauses::add, () -> 0.5), tally);
        var timing = new FencedCalls.Timing(domain, real, dateHeaders, settings);
        var fenced = new FencedCalls(accounts, pacing, sessions, clients, timing);
        var awsNow = new AwsNow(domain);
        var trails = new RecordingTrails(reads, clients);
        var lookup = new LookupEventsReading(reads, clients, awsNow);
        var keys = new KmsKeys(reads, clients, new KeySurroundings(reads, clients, accounts), fenced);
        var canarySessions = new CanarySessions(pacing, sessions, timing);
        var canaries = new KmsCanaries(accounts, reads, clients, canarySessions, domain);
        return new Room(
                keys,
                new KmsRotations(reads, clients),
                new CloudTrailFeeds(
                        accounts,
                        reads,
                        lookup,
                        new LogEventsReading(reads, clients, awsNow, settings),
                        new Footings(
                                settings,
                                accounts,
                                new LogGroupFooting(reads, clients, trails),
                                new QueueFooting(
                                        reads,
                                        clients,
                                        trails,
                                        new EncryptionKeys(settings, new KeySurroundings(reads, clients, accounts))))),
                new SqsQueues(settings, accounts, reads, clients),
                canaries,
                EveryFinder.over(reads, clients, new SignedCalls(connections, sessions, settings), settings),
                new SimulatedRights(accounts, reads, clients),
                new EventHistoryReading(reads, clients, lookup),
                new AthenaArchive(accounts, reads, clients),
                new KmsGuardrails(reads, clients, fenced),
                new KmsRehearsals(canaries, keys, fenced, canarySessions));
    }

    public static AwsSettings settings(String endpoint, Map<String, String> changes) {
        var properties = new HashMap<String, String>();
        properties.put("keysunset.aws.endpoint-override", endpoint);
        properties.put("keysunset.aws.credentials.access-key-id", "AKIATEST");
        properties.put("keysunset.aws.credentials.secret-access-key", StandInOptions.STANDARD_SECRET);
        // A busy machine is not an AWS that does not answer.
        properties.put("keysunset.aws.call-timeout", "PT30S");
        properties.put("keysunset.aws.rates.key-reads", "1000");
        properties.put("keysunset.aws.rates.canaries", "1000");
        properties.put("keysunset.aws.rates.last-usage", "1000");
        properties.put("keysunset.aws.rates.state-changes", "1000");
        properties.put("keysunset.aws.rates.lookup-events", "1000");
        properties.put("keysunset.aws.rates.filter-log-events", "1000");
        properties.put("keysunset.aws.rates.footing-reads", "1000");
        properties.put("keysunset.aws.rates.dependant-reads", "1000");
        properties.put("keysunset.aws.rates.athena-calls", "1000");
        for (var place : List.of(PLACE, ELSEWHERE)) {
            var account = "keysunset.aws.accounts." + place.accountId() + ".";
            properties.put(account + "name", "account of " + place.region());
            properties.put(account + "external-id", "keysunset-demo");
            properties.put(account + "regions", place.region());
            properties.put(account + "feeds", "lookup,logs");
            properties.put(account + "log-group-name", "/aws/cloudtrail/management");
        }
        properties.putAll(changes);
        return new SmallRyeConfigBuilder()
                .withMapping(AwsSettings.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(AwsSettings.class);
    }

    @AfterEach
    protected void stop() {
        opened.forEach(Connections::close);
        standIn.close();
    }

    protected static KeyPlan plan() {
        return KeyPlan.in(new dev.keysunset.standin.key.Place(PLACE.accountId(), PLACE.region()), "")
                .aged(Duration.ofDays(400));
    }

    protected KeyArn key() {
        return key(plan());
    }

    protected KeyArn key(KeyPlan plan) {
        return KeyArn.of(standIn.fleet().createKey(plan).toString());
    }

    protected static dev.keysunset.standin.key.KeyArn theirs(KeyArn keyArn) {
        return dev.keysunset.standin.key.KeyArn.parse(keyArn.toString()).orElseThrow();
    }

    protected int fault(FaultKind kind, String action) {
        return standIn.addFault(FaultRule.of(kind, action));
    }

    protected void fault(FaultKind kind, String action, int times) {
        standIn.addFault(FaultRule.of(kind, action).times(times));
    }

    protected long calls(String action) {
        return standIn.calls().stream()
                .filter(entry -> entry.received().action().equals(action))
                .count();
    }

    protected static EffectRecord fenced(Effect effect, Instant until) {
        return new EffectRecord(EFFECT, effect, START, until, new Outcome.Unknown());
    }
}
