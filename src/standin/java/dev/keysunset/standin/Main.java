package dev.keysunset.standin;

import dev.keysunset.standin.StandInOptions.FleetName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/** Runs the stand-in as a program of its own. */
public final class Main {
    private static final String USAGE = "usage: [--port N] [--fleet demo|none] [--speed DOMAIN_SECONDS_A_SECOND]"
            + " [--seed N] [--until-stdin-closes]";

    private Main() {}

    /** What the command line asks for. */
    record Arguments(StandInOptions options, boolean untilStdinCloses) {
        /**
         * Reads a command line.
         *
         * @throws IllegalArgumentException naming what cannot be understood
         */
        static Arguments parse(List<String> arguments) {
            var options = StandInOptions.defaults();
            var untilStdinCloses = false;
            for (var rest = arguments.iterator(); rest.hasNext(); ) {
                var name = rest.next();
                switch (name) {
                    case "--port" -> options = options.withPort(Integer.parseInt(value(name, rest)));
                    case "--fleet" ->
                        options = options.withFleet(
                                FleetName.valueOf(value(name, rest).toUpperCase(Locale.ROOT)));
                    case "--speed" -> options = options.withRate(Double.parseDouble(value(name, rest)));
                    case "--seed" -> options = options.withSeed(Long.parseLong(value(name, rest)));
                    case "--until-stdin-closes" -> untilStdinCloses = true;
                    default -> throw new IllegalArgumentException("Unknown argument " + name);
                }
            }
            return new Arguments(options, untilStdinCloses);
        }

        private static String value(String name, Iterator<String> rest) {
            try {
                return rest.next();
            } catch (NoSuchElementException e) {
                throw new IllegalArgumentException(name + " needs a value", e);
            }
        }
    }

    public static void main(String[] args) throws IOException {
        var arguments = parsed(List.of(args));
        var standIn = StandIn.start(arguments.options());
        System.out.println("stand-in listening on " + standIn.endpoint());
        if (arguments.untilStdinCloses()) {
            // The parent may be gone without having told us: then nobody needs this world any more.
            drain(System.in);
            standIn.close();
        }
    }

    private static Arguments parsed(List<String> args) {
        try {
            return Arguments.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
            throw e;
        }
    }

    private static void drain(InputStream input) throws IOException {
        input.transferTo(OutputStream.nullOutputStream());
    }
}
