package dev.keysunset.aws;

import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.RealClock;
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
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** A stand-in whose clock stands still, and the whole room wired to it. */
abstract class AwsFixture {
    static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
    static final Place PLACE = new Place("111122223333", "us-east-1");
    static final Place ELSEWHERE = new Place("444455556666", "eu-west-1");
    static final UUID RETIREMENT = UUID.fromString("0193d000-0000-7000-8000-000000000001");
    static final UUID EFFECT = UUID.fromString("0193d000-0000-7000-8000-000000000002");

    final StandIn standIn = StandIn.start(
            StandInOptions.defaults().withRate(0).withStartAt(START).withAws(new StandInOptions.AwsSettings(0, false)));
    final List<Duration> pauses = new ArrayList<>();
    final DomainClock domain = new DomainClock() {
        @Override
        public Instant now() {
            return standIn.clock().now();
        }

        @Override
        public Instant after(Duration real) {
            return now().plus(real);
        }
    };
    private final List<Connections> opened = new ArrayList<>();
    final Room room = room(Map.of());

    /** The room's front doors. */
    record Room(KmsKeys keys, CloudTrailFeeds feeds) {}

    Room room(Map<String, String> changes) {
        return room(changes, InstantSource.system()::instant);
    }

    Room room(Map<String, String> changes, RealClock real) {
        var settings = settings(standIn.endpoint().toString(), changes);
        var accounts = new ConfiguredAccounts(settings);
        var connections = new Connections(settings, "test");
        opened.add(connections);
        var sessions = new Sessions(accounts, connections, settings, real);
        var clients = new Clients(connections, sessions);
        var pacing = new Pacing(settings);
        var reads = new Reads(accounts, sessions, pacing, new Retrying(settings, real, pauses::add, () -> 0.5));
        var fenced =
                new FencedCalls(accounts, pacing, sessions, clients, new FencedCalls.Timing(domain, real, settings));
        var awsNow = new AwsNow(domain);
        return new Room(
                new KmsKeys(reads, clients, new KeySurroundings(reads, clients), fenced),
                new CloudTrailFeeds(
                        settings,
                        accounts,
                        reads,
                        new LookupEventsReading(reads, clients, awsNow),
                        new LogEventsReading(reads, clients, awsNow, settings)));
    }

    static AwsSettings settings(String endpoint, Map<String, String> changes) {
        var properties = new HashMap<String, String>();
        properties.put("keysunset.aws.endpoint-override", endpoint);
        properties.put("keysunset.aws.credentials.access-key-id", "AKIATEST");
        properties.put("keysunset.aws.credentials.secret-access-key", "secret");
        properties.put("keysunset.aws.rates.key-reads", "1000");
        properties.put("keysunset.aws.rates.last-usage", "1000");
        properties.put("keysunset.aws.rates.state-changes", "1000");
        properties.put("keysunset.aws.rates.lookup-events", "1000");
        properties.put("keysunset.aws.rates.filter-log-events", "1000");
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
    void stop() {
        opened.forEach(Connections::close);
        standIn.close();
    }

    static KeyPlan plan() {
        return KeyPlan.in(new dev.keysunset.standin.key.Place(PLACE.accountId(), PLACE.region()), "")
                .aged(Duration.ofDays(400));
    }

    KeyArn key() {
        return key(plan());
    }

    KeyArn key(KeyPlan plan) {
        return KeyArn.of(standIn.fleet().createKey(plan).toString());
    }

    static dev.keysunset.standin.key.KeyArn theirs(KeyArn keyArn) {
        return dev.keysunset.standin.key.KeyArn.parse(keyArn.toString()).orElseThrow();
    }

    int fault(FaultKind kind, String action) {
        return standIn.addFault(FaultRule.of(kind, action));
    }

    void fault(FaultKind kind, String action, int times) {
        standIn.addFault(new FaultRule(kind, FaultRule.Target.action(action), OptionalInt.of(times), Duration.ZERO));
    }

    long calls(String action) {
        return standIn.calls().stream()
                .filter(entry -> entry.call().action().equals(action))
                .count();
    }

    static EffectRecord fenced(Effect effect, Instant until) {
        return new EffectRecord(EFFECT, effect, START, until, new Outcome.Unknown());
    }
}
