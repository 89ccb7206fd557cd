package dev.keysunset.startup.settings;

import dev.keysunset.access.UserSettings;
import dev.keysunset.aws.AwsSettings;
import dev.keysunset.guardrails.GuardrailSettings;
import dev.keysunset.inventory.InventorySettings;
import dev.keysunset.inventory.candidates.CandidateSettings;
import dev.keysunset.inventory.dependants.DependantSettings;
import dev.keysunset.inventory.money.OwnerSettings;
import dev.keysunset.inventory.money.PriceSettings;
import dev.keysunset.notify.NotifySettings;
import dev.keysunset.retirement.RetirementSettings;
import dev.keysunset.retirement.policy.PolicySettings;
import dev.keysunset.startup.clock.TempoSettings;
import dev.keysunset.startup.database.DatabaseSettings;
import dev.keysunset.startup.demo.DemoSettings;
import dev.keysunset.startup.tick.TickSettings;
import dev.keysunset.watch.archive.ArchiveSettings;
import dev.keysunset.watch.polling.WatchSettings;
import dev.keysunset.watch.uses.UseSettings;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Everything that is configured, before the service starts. */
public final class Settings {
    /** The settings of all rooms. */
    static final List<Class<?>> MAPPINGS = List.of(
            ArchiveSettings.class,
            AwsSettings.class,
            CandidateSettings.class,
            DatabaseSettings.class,
            DemoSettings.class,
            GuardrailSettings.class,
            InventorySettings.class,
            OwnerSettings.class,
            DependantSettings.class,
            NotifySettings.class,
            PolicySettings.class,
            PriceSettings.class,
            RetirementSettings.class,
            TempoSettings.class,
            TickSettings.class,
            UseSettings.class,
            UserSettings.class,
            WatchSettings.class);

    static final String JDBC_URL = "quarkus.datasource.jdbc.url";

    private final SmallRyeConfig config;

    private Settings(SmallRyeConfig config) {
        this.config = config;
    }

    /**
     * Reads anew what the sources of a configuration say by now.
     *
     * @throws UnfitSettings when a value cannot be read, is missing, or is given to a setting that does not exist
     */
    public static Settings read(SmallRyeConfig given) {
        var sources = new ArrayList<ConfigSource>();
        given.getConfigSources().forEach(sources::add);
        var complaints = new ArrayList<>(new UnknownSettings(MAPPINGS).among(sources));
        try {
            var settings = new Settings(build(given, sources));
            if (complaints.isEmpty()) {
                return settings;
            }
        } catch (ConfigValidationException e) {
            IntStream.range(0, e.getProblemCount())
                    .mapToObj(i -> UnreadableSetting.of(e.getProblem(i).getMessage()))
                    .forEach(complaints::add);
        }
        throw new UnfitSettings(complaints);
    }

    private static SmallRyeConfig build(SmallRyeConfig given, List<ConfigSource> sources) {
        var builder = new SmallRyeConfigBuilder()
                .forClassLoader(Thread.currentThread().getContextClassLoader())
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withProfiles(given.getProfiles())
                .withSources(sources)
                .withValidateUnknown(false);
        MAPPINGS.forEach(builder::withMapping);
        return builder.build();
    }

    /** The settings of one room. */
    public <T> T of(Class<T> mapping) {
        return config.getConfigMapping(mapping);
    }

    /** What somebody has configured under a name outside our own rooms. */
    public Optional<String> text(String name) {
        return config.getOptionalValue(name, String.class);
    }

    public boolean databaseConfigured() {
        return text(JDBC_URL).isPresent();
    }

    /** The demo is for those who have configured nothing that it would replace. */
    public boolean demo() {
        return of(DemoSettings.class)
                .enabled()
                .orElseGet(() -> of(AwsSettings.class).accounts().isEmpty()
                        && of(AwsSettings.class).endpointOverride().isEmpty()
                        && of(UserSettings.class).users().isEmpty()
                        && !databaseConfigured());
    }
}
