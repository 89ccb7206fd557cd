package dev.keysunset.startup.demo;

import dev.keysunset.startup.refusal.StartRefused;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the stand-in's program. The build puts it into target, beside the folder of the application. */
final class StandInJar {
    private static final String NAME = "keysunset-standin.jar";

    private StandInJar() {}

    static Path find(Optional<Path> configured) {
        if (configured.isPresent()) {
            return configured
                    .filter(Files::isRegularFile)
                    .orElseThrow(() -> new StartRefused(
                            "keysunset.demo.standin-jar names " + configured.get() + ", which is no file"));
        }
        return Stream.concat(foldersAbove(application()), Stream.of(Path.of("target"), Path.of("")))
                .map(folder -> folder.resolve(NAME))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(
                        () -> new StartRefused(
                                "nothing is configured and there is no " + NAME
                                        + " for a demo; build it with ./mvnw package, or configure accounts in config/application.yaml"));
    }

    /** The jar that the JVM was started with. */
    private static Path application() {
        var classPath = Objects.requireNonNullElse(System.getProperty("java.class.path"), "");
        return Path.of(classPath.split(File.pathSeparator, 2)[0]).toAbsolutePath();
    }

    private static Stream<Path> foldersAbove(Path file) {
        return Stream.iterate(Optional.ofNullable(file.getParent()), Optional::isPresent, StandInJar::above)
                .flatMap(Optional::stream)
                .limit(3);
    }

    private static Optional<Path> above(Optional<Path> folder) {
        return folder.flatMap(path -> Optional.ofNullable(path.getParent()));
    }
}
