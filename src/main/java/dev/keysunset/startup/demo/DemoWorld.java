package dev.keysunset.startup.demo;

import dev.keysunset.startup.database.EmbeddedDatabase.Earlier;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The invented world: two companies' departments in two Regions, reached through a stand-in for AWS, and a pace at which a day
 * passes in seconds.
 */
public final class DemoWorld implements AutoCloseable {
    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1");
    private static final Map<String, String> ACCOUNTS = Map.of("111122223333", "payments", "444455556666", "analytics");

    private static final String A_DAY_IN_THREE_SECONDS = "28800";

    private final Optional<StandInProcess> child;
    private final URI endpoint;

    private DemoWorld(Optional<StandInProcess> child, URI endpoint) {
        this.child = child;
        this.endpoint = endpoint;
    }

    /** Finds the stand-in that the settings name, or starts one. */
    public static DemoWorld enter(DemoSettings settings) {
        if (settings.endpoint().isPresent()) {
            return new DemoWorld(Optional.empty(), settings.endpoint().get());
        }
        var child = StandInProcess.start(StandInJar.find(settings.standinJar()));
        return new DemoWorld(Optional.of(child), child.endpoint());
    }

    /** A stand-in of our own starts with a new world, to which old retirements mean nothing. */
    public Earlier data() {
        return child.isPresent() ? Earlier.DELETED : Earlier.KEPT;
    }

    public void onUnexpectedEnd(Runnable then) {
        child.ifPresent(process -> process.onUnexpectedEnd(then));
    }

    /** What would stand in the configuration, had somebody configured this world. */
    public Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        properties.put("keysunset.demo.enabled", "true");
        if (child.isPresent()) {
            properties.put("keysunset.demo.speed", A_DAY_IN_THREE_SECONDS);
        }
        properties.putAll(aws());
        properties.putAll(policy());
        properties.putAll(pace());
        properties.putAll(quiet());
        return properties;
    }

    private Map<String, String> aws() {
        var properties = new LinkedHashMap<String, String>();
        properties.put("keysunset.aws.endpoint-override", endpoint.toString());
        properties.put("keysunset.aws.credentials.access-key-id", "KEYSUNSETDEMO");
        properties.put("keysunset.aws.credentials.secret-access-key", "standin");
        ACCOUNTS.forEach((id, name) -> {
            var account = "keysunset.aws.accounts." + id + ".";
            properties.put(account + "name", name);
            properties.put(account + "external-id", "keysunset-demo");
            properties.put(account + "regions", String.join(",", REGIONS));
            properties.put(account + "feeds", "logs,queue");
            properties.put(account + "log-group-name", "/aws/cloudtrail/management");
            properties.put(account + "queue-url", endpoint + "/" + id + "/keysunset");
            properties.put(account + "dead-letter-queue-url", endpoint + "/" + id + "/keysunset-dead-letters");
        });
        properties.put("keysunset.inventory.scan-every", "PT20S");
        properties.put("keysunset.dependants.fresh-for", "PT20S");
        properties.put("keysunset.last-uses.every", "PT2S");
        // Quotas are calls a second of real time, in which hours of the fleet's time pass.
        for (var rate : List.of(
                "key-reads",
                "canaries",
                "last-usage",
                "state-changes",
                "lookup-events",
                "filter-log-events",
                "footing-reads",
                "dependant-reads")) {
            properties.put("keysunset.aws.rates." + rate, "500");
        }
        return properties;
    }

    private static Map<String, String> policy() {
        return Map.of(
                "keysunset.policies.standard.min-idle", "P30D",
                "keysunset.policies.standard.observation-window", "P7D",
                "keysunset.policies.standard.pending-window-in-days", "7",
                "keysunset.policies.standard.longest-blindness", "P4D",
                "keysunset.policies.standard.blind-margin", "P2D");
    }

    /**
     * A third of a day passes between two ticks. What is patient by the hour elsewhere is patient by the day here, so that a
     * busy machine is not taken for a blind watch.
     */
    private static Map<String, String> pace() {
        return Map.ofEntries(
                Map.entry("keysunset.tick.every", "PT1S"),
                Map.entry("keysunset.tempo.settling", "PT30M"),
                Map.entry("keysunset.tempo.listening.lag", "PT18H"),
                Map.entry("keysunset.tempo.listening.poll-interval", "PT9H"),
                Map.entry("keysunset.tempo.listening.close-poll-interval", "PT3H"),
                Map.entry("keysunset.tempo.listening.canary-every", "PT12H"),
                Map.entry("keysunset.tempo.listening.canary-interval", "P3D"),
                Map.entry("keysunset.tempo.pace.look-again", "PT4H"),
                Map.entry("keysunset.tempo.pace.retry-after", "PT2H"),
                Map.entry("keysunset.tempo.quarantine", "PT2H,PT6H,PT24H,PT48H"),
                Map.entry("keysunset.watch.max-span", "P2D"),
                Map.entry("keysunset.watch.sweep-validity", "P1D"));
    }

    /** The log tells the story of the keys, and not how an empty database is filled. */
    private static Map<String, String> quiet() {
        return Map.of("quarkus.log.category.\"org.flywaydb\".level", "WARN");
    }

    @Override
    public void close() {
        child.ifPresent(StandInProcess::close);
    }
}
