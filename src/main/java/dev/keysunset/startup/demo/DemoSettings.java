package dev.keysunset.startup.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The demo: a fleet of invented keys in a stand-in for AWS, a clock that runs fast, and people who submit and approve. */
@ConfigMapping(prefix = "keysunset.demo")
public interface DemoSettings {
    /** Decides whether this is the demo. Without it, it is one when neither accounts nor people nor a database are configured. */
    Optional<Boolean> enabled();

    /** Where the demo keeps its database. It starts empty every time, because the stand-in forgets its keys as well. */
    @WithDefault("data/demo")
    Path dir();

    /**
     * Domain seconds for each real second, set at the stand-in when the service is ready and the invented people have handed in
     * what looks idle. The demo's own stand-in runs at 28800 without it, a day in three seconds; one that was running already
     * keeps its pace.
     */
    Optional<Double> speed();

    /** Whether invented people submit and approve; without them everything is left to you. */
    @WithDefault("true")
    boolean people();

    /** A stand-in that is running already. None is started then, and the demo's database is kept, so that both go together. */
    Optional<URI> endpoint();

    /** The stand-in's program; without it, it is looked for beside and above the application. */
    Optional<Path> standinJar();
}
