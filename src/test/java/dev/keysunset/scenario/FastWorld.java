package dev.keysunset.scenario;

import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.StandInOptions;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stand-in without keys in which a day passes in three seconds, and the settings of a service that lives in it. */
public class FastWorld implements QuarkusTestResourceLifecycleManager {
    public static final String PAYMENTS = "111122223333";
    public static final String ANALYTICS = "444455556666";
    public static final String PATIENT = "patient";
    static final List<String> PEOPLE = List.of("submitter", "ann", "bob", "olga", "adam");
    private static final double DAY_IN_THREE_SECONDS = 28_800;

    private static @Nullable StandIn running;

    public static StandIn standIn() {
        var started = running;
        if (started == null) {
            throw new IllegalStateException("the world has not begun");
        }
        return started;
    }

    @Override
    public Map<String, String> start() {
        var started = begin();
        running = started;
        return settings(started.endpoint());
    }

    /** An empty stand-in on a fast clock. */
    public static StandIn begin() {
        return StandIn.start(StandInOptions.prompt()
                .withRate(DAY_IN_THREE_SECONDS)
                .withStartAt(Instant.parse("2026-11-02T09:00:00Z")));
    }

    /** What a service needs to know to live in it. */
    public static Map<String, String> settings(URI endpoint) {
        var settings = new HashMap<String, String>();
        settings.put("keysunset.aws.endpoint-override", endpoint.toString());
        settings.put("keysunset.aws.credentials.access-key-id", "KEYSUNSETTEST");
        settings.put("keysunset.aws.credentials.secret-access-key", StandInOptions.STANDARD_SECRET);
        account(settings, PAYMENTS, "payments", "logs");
        account(settings, ANALYTICS, "analytics", "lookup");
        for (var rate : List.of(
                "key-reads",
                "canaries",
                "last-usage",
                "state-changes",
                "lookup-events",
                "filter-log-events",
                "footing-reads",
                "dependant-reads")) {
            settings.put("keysunset.aws.rates." + rate, "500");
        }
        settings.put("keysunset.dependants.fresh-for", "PT4S");
        // Where time stands still, a retirement that gives up on a busy machine never looks again.
        settings.put("keysunset.dependants.patience", "PT1M");
        people(settings);
        rules(settings);
        patience(settings);
        return settings;
    }

    protected static void account(Map<String, String> settings, String id, String name, String feeds) {
        var account = "keysunset.aws.accounts." + id + ".";
        settings.put(account + "name", name);
        settings.put(account + "external-id", "keysunset-demo");
        settings.put(account + "regions", "us-east-1,eu-west-1,eu-central-1");
        settings.put(account + "feeds", feeds);
        settings.put(account + "log-group-name", "/aws/cloudtrail/management");
    }

    private static void people(Map<String, String> settings) {
        var roles = Map.of(
                "submitter", "submitter,viewer",
                "ann", "approver,viewer",
                "bob", "approver,viewer",
                "olga", "oncall,viewer",
                "adam", "admin,viewer");
        roles.forEach((name, held) -> {
            settings.put("keysunset.users." + name + ".password-hash", BcryptUtil.bcryptHash(name, 4));
            settings.put("keysunset.users." + name + ".roles", held);
        });
    }

    private static void rules(Map<String, String> settings) {
        settings.put("keysunset.policies.standard.min-idle", "P30D");
        settings.put("keysunset.policies.standard.observation-window", "P2D");
        settings.put("keysunset.policies.standard.pending-window-in-days", "7");
        settings.put("keysunset.policies.standard.blind-margin", "P3D");
        settings.put("keysunset.policies.standard.longest-blindness", "P6D");
        settings.put("keysunset.tick.every", "PT1S");
        settings.put("keysunset.tempo.settling", "PT30M");
        // A watermark may be two days old, six real seconds, before the watch counts as blind: a busy machine is no
        // blind one.
        settings.put("keysunset.tempo.listening.lag", "P1D");
        settings.put("keysunset.tempo.listening.poll-interval", "PT12H");
        settings.put("keysunset.tempo.listening.close-poll-interval", "PT6H");
        settings.put("keysunset.tempo.listening.canary-every", "PT12H");
        settings.put("keysunset.tempo.listening.canary-interval", "P3D");
        settings.put("keysunset.tempo.pace.look-again", "PT4H");
        settings.put("keysunset.tempo.pace.retry-after", "PT2H");
        settings.put("keysunset.tempo.quarantine", "PT2H,PT24H,P4D");
        settings.put("keysunset.watch.max-span", "P2D");
        settings.put("keysunset.watch.sweep-validity", "P1D");
    }

    /** A second policy: seven days, twenty-one seconds here, may be over before a busy machine has seen a use. */
    private static void patience(Map<String, String> settings) {
        Map.copyOf(settings).forEach((name, value) -> {
            if (name.startsWith("keysunset.policies.standard.")) {
                settings.put(name.replace(".standard.", "." + PATIENT + "."), value);
            }
        });
        settings.put("keysunset.policies." + PATIENT + ".pending-window-in-days", "30");
    }

    @Override
    public void stop() {
        var started = running;
        if (started != null) {
            started.close();
        }
    }
}
