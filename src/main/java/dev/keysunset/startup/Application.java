package dev.keysunset.startup;

import dev.keysunset.command.Commands;
import dev.keysunset.startup.database.DatabaseSettings;
import dev.keysunset.startup.database.EmbeddedDatabase;
import dev.keysunset.startup.database.EmbeddedDatabase.Earlier;
import dev.keysunset.startup.demo.DemoSettings;
import dev.keysunset.startup.demo.DemoWorld;
import dev.keysunset.startup.refusal.StartRefused;
import dev.keysunset.startup.settings.Settings;
import dev.keysunset.startup.settings.StartChecks;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Starts what the service needs, then the service. What nobody has configured it brings along. With arguments it is the command
 * line instead: that asks a service which runs elsewhere, and starts nothing here.
 */
@QuarkusMain
public final class Application {
    private final Companions companions = new Companions();

    // Not private: ArC would tell at every start that it has to open it.
    Application() {}

    public static void main(String... args) {
        if (args.length > 0) {
            System.exit(Commands.run(args));
        }
        new Application().run();
    }

    private void run() {
        try {
            prepare();
        } catch (StartRefused e) {
            companions.close();
            System.err.println("Keysunset does not start: " + e.getMessage());
            System.exit(1);
        }
        companions.endWithTheService();
        Quarkus.run();
    }

    private void prepare() {
        var settings = read();
        var world = settings.demo() ? Optional.of(enter(settings.of(DemoSettings.class))) : Optional.<DemoWorld>empty();
        // The demo's world has put settings of its own beside those that were configured.
        var whole = read();
        StartChecks.pass(whole);
        if (!whole.databaseConfigured()) {
            var folder = world.isPresent()
                    ? whole.of(DemoSettings.class).dir()
                    : whole.of(DatabaseSettings.class).dir();
            embed(folder, world.map(DemoWorld::data).orElse(Earlier.KEPT));
        }
    }

    private static Settings read() {
        return Settings.read(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class));
    }

    private DemoWorld enter(DemoSettings settings) {
        var world = DemoWorld.enter(settings);
        companions.add(world);
        companions.lead(world.properties());
        world.onUnexpectedEnd(() -> {
            System.err.println("Keysunset: the stand-in for AWS has ended, and the demo with it");
            Quarkus.asyncExit(1);
        });
        return world;
    }

    private void embed(Path folder, Earlier earlier) {
        var database = EmbeddedDatabase.start(folder, earlier);
        companions.add(database);
        companions.lead(Map.of(
                "quarkus.datasource.jdbc.url",
                database.jdbcUrl(),
                "quarkus.datasource.username",
                EmbeddedDatabase.USERNAME,
                "quarkus.datasource.password",
                ""));
    }
}
