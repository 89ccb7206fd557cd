package dev.keysunset.inventory;

import dev.keysunset.PostgresResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The world of scans, with the archive of its organisation's trail. */
@NullMarked
public final class ArchiveWorld {
    static final String ARCHIVE = "keysunset.aws.archives.organization.";
    static final String LOGS_ACCOUNT = "999900001111";

    private ArchiveWorld() {}

    /** Must be public for Quarkus. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(ScanWorld.class);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(PostgresResource.class), new TestResourceEntry(Beginning.class));
        }
    }

    /** Must be public for Quarkus. */
    public static class Beginning extends ScanWorld.Beginning {
        @Override
        public Map<String, String> start() {
            var settings = new HashMap<>(super.start());
            settings.put("keysunset.aws.accounts." + LOGS_ACCOUNT + ".name", "logs");
            settings.put("keysunset.aws.accounts." + LOGS_ACCOUNT + ".external-id", "keysunset-demo");
            settings.put("keysunset.aws.rates.athena-calls", "500");
            settings.put(ARCHIVE + "account", LOGS_ACCOUNT);
            settings.put(ARCHIVE + "region", "us-east-1");
            settings.put(ARCHIVE + "since", "2026-10-01");
            settings.put(ARCHIVE + "database", "cloudtrail");
            settings.put(ARCHIVE + "table", "organization");
            settings.put(ARCHIVE + "output-location", "s3://athena-results/keysunset/");
            settings.put("keysunset.archive.queries-at-once", "1");
            settings.put("keysunset.tempo.listening.lag", "PT15M");
            return settings;
        }
    }
}
