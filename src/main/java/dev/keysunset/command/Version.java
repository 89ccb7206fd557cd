package dev.keysunset.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, as the build wrote it into the jar. */
final class Version implements IVersionProvider {
    /** Empty where it runs from classes that were never packed. */
    static Optional<String> own() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
    }

    @Override
    public String[] getVersion() {
        return new String[] {"keysunset " + own().orElse("(not packed)")};
    }
}
