package dev.keysunset.standin;

import dev.keysunset.standin.storybook.FleetChoice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** Runs the stand-in as a program of its own. */
public final class Main {
    private static final String USAGE = """
        usage: [--port N] [--speed DOMAIN_SECONDS_A_SECOND] [--seed N] [--secret SECRET_ACCESS_KEY]
               [--set SETTING=VALUE]... [--until-stdin-closes]
               [--fleet demo|none|NUMBER_OF_KEYS|FILE.yaml] [--stories DIR]
               [--accounts NUMBER] [--regions REGION,REGION...]  of a fleet by number\
        """;

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
            var fleet = new FleetArguments();
            var untilStdinCloses = false;
            for (var rest = arguments.iterator(); rest.hasNext(); ) {
                var name = rest.next();
                switch (name) {
                    case "--port" -> options = options.withPort(Integer.parseInt(value(name, rest)));
                    case "--fleet", "--accounts", "--regions" -> fleet.take(name, value(name, rest));
                    case "--stories" -> options = options.withStories(Path.of(value(name, rest)));
                    case "--speed" -> options = options.withRate(Double.parseDouble(value(name, rest)));
                    case "--seed" -> options = options.withSeed(Long.parseLong(value(name, rest)));
                    case "--secret" -> options = options.withSecret(value(name, rest));
                    case "--set" -> {
                        var parts = value(name, rest).split("=", 2);
                        options = options.withSetting(parts[0], parts[parts.length - 1]);
                    }
                    case "--until-stdin-closes" -> untilStdinCloses = true;
                    default -> throw new IllegalArgumentException("Unknown argument " + name);
                }
            }
            return new Arguments(options.withFleet(fleet.choice()), untilStdinCloses);
        }

        private static String value(String name, Iterator<String> rest) {
            try {
                return rest.next();
            } catch (NoSuchElementException e) {
                throw new IllegalArgumentException(name + " needs a value", e);
            }
        }
    }

    /** What the command line says of the fleet, in any order. */
    private static final class FleetArguments {
        private String fleet = "none";
        private int accounts = 2;
        private List<String> regions = List.of("us-east-1", "eu-west-1");

        void take(String name, String value) {
            switch (name) {
                case "--accounts" -> accounts = Integer.parseInt(value);
                case "--regions" -> regions = List.of(value.split(",", -1));
                default -> fleet = value;
            }
        }

        FleetChoice choice() {
            if (fleet.matches("\\d{1,9}")) {
                return new FleetChoice.Drawn(Integer.parseInt(fleet), FleetChoice.accounts(accounts), regions);
            }
            return switch (fleet.toLowerCase(Locale.ROOT)) {
                case "none" -> FleetChoice.NONE;
                case "demo" -> FleetChoice.DEMO;
                default -> new FleetChoice.Written(file());
            };
        }

        private Path file() {
            if (!fleet.endsWith(".yaml")) {
                throw new IllegalArgumentException(
                        "--fleet: demo, none, a number of keys or a .yaml file, not " + fleet);
            }
            return Path.of(fleet);
        }
    }

    public static void main(String[] args) throws IOException {
        // Netty would use memory in a way that the JDK warns of, and the warning would be the first thing people read.
        System.setProperty("io.netty.noUnsafe", "true");
        var arguments = read(() -> Arguments.parse(List.of(args)));
        var standIn = read(() -> StandIn.start(arguments.options()));
        System.out.println("stand-in listening on " + standIn.endpoint());
        if (arguments.untilStdinCloses()) {
            // The parent may be gone without having told us: then nobody needs this world any more.
            drain(System.in);
            standIn.close();
        }
    }

    /** What is wrong with arguments, stories or a fleet is said in a line, not in a stack trace. */
    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
            throw e;
        }
    }

    private static void drain(InputStream input) throws IOException {
        input.transferTo(OutputStream.nullOutputStream());
    }
}
