package dev.keysunset.browser;

import dev.keysunset.PostgresResource;
import dev.keysunset.scenario.RollbackWorld;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fast world with its keys in it from the start, so that the inventory's first scan finds them, and somebody who may see all. */
public class BrowserWorld extends RollbackWorld {
    static final String EVERYTHING = "vera";

    /** The account of the organisation's trail. */
    private static final String LOGS = "999900001111";

    /** Must be public for Quarkus. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(PostgresResource.class), new TestResourceEntry(BrowserWorld.class));
        }
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        // What waits here waits for long: looking at it twice a second would take the time of those who look at the
        // pages.
        settings.put("keysunset.tempo.pace.look-again", "PT16H");
        settings.put("keysunset.tempo.pace.retry-after", "PT16H");
        archive(settings);
        target(settings);
        var user = "keysunset.users." + EVERYTHING + ".";
        settings.put(user + "password-hash", BcryptUtil.bcryptHash(EVERYTHING, 4));
        settings.put(user + "roles", "viewer,submitter,approver,oncall,auditor,admin");
        Part.all().forEach(part -> part.enter(standIn()));
        return settings;
    }

    /** It is where nothing may be sent to, so that what it is told of is given up at once. */
    private static void target(Map<String, String> settings) {
        var target = "keysunset.notify.targets.night-desk.";
        settings.put(target + "channel", "slack");
        settings.put(target + "url", "http://127.0.0.1:9/keysunset");
        settings.put(target + "kinds", "ROLLBACK_BEGUN,STOP_SET");
    }

    /** Of one account: what archives tell of the others' keys would bring them back to their gates. */
    private static void archive(Map<String, String> settings) {
        account(settings, Part.RECORDED.account(), "books", "logs");
        settings.put("keysunset.aws.accounts." + LOGS + ".name", "logs");
        settings.put("keysunset.aws.accounts." + LOGS + ".external-id", "keysunset-demo");
        settings.put("keysunset.aws.rates.athena-calls", "500");
        settings.put("keysunset.archive.every", "PT2S");
        var archive = "keysunset.aws.archives.organization.";
        settings.put(archive + "account", LOGS);
        settings.put(archive + "accounts", Part.RECORDED.account());
        settings.put(archive + "region", "us-east-1");
        settings.put(archive + "since", "2026-10-01");
        settings.put(archive + "database", "cloudtrail");
        settings.put(archive + "table", "organization");
        settings.put(archive + "output-location", "s3://athena-results/keysunset/");
    }
}
