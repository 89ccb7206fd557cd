package dev.keysunset.command;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/**
 * Where the service is, and who calls it. A secret comes from the environment, a file or a prompt, never as an argument: whoever is
 * on the machine reads those in the list of processes.
 */
final class Access {
    private static final String STANDARD = "http://localhost:8080";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of the service. Else KEYSUNSET_URL, else " + STANDARD + ".")
    Optional<String> url = Optional.empty();

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            description = "Who you are. Else KEYSUNSET_USER. The password is KEYSUNSET_PASSWORD, or is asked for.")
    Optional<String> user = Optional.empty();

    @Option(names = "--password-file", paramLabel = "FILE", description = "A file whose first line is the password.")
    Optional<Path> passwordFile = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file whose first line is a bearer token, instead of user and password. Else KEYSUNSET_TOKEN.")
    Optional<Path> tokenFile = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for an answer. Standard: ${DEFAULT-VALUE}.")
    int timeoutSeconds;

    Service service(Terminal terminal, Duration atLeast) {
        if (timeoutSeconds < 1) {
            throw CommandEnd.usage("--timeout is not a number of seconds from 1.");
        }
        var address = address(terminal);
        var authorization = authorization(terminal, address);
        var timeout = Duration.ofSeconds(timeoutSeconds);
        return new Service(address, authorization, timeout.compareTo(atLeast) > 0 ? timeout : atLeast);
    }

    private URI address(Terminal terminal) {
        var text = url.or(() -> environment(terminal, "KEYSUNSET_URL"))
                .orElse(STANDARD)
                .replaceFirst("/+$", "");
        try {
            var address = URI.create(text);
            if (address.getHost() == null
                    || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    || address.getQuery() != null) {
                throw CommandEnd.usage(text + " is no address of a service: it begins with http:// or https://.");
            }
            if (address.getUserInfo() != null) {
                throw CommandEnd.usage(
                        "The address has a user in it: give --user, and the password by KEYSUNSET_PASSWORD.");
            }
            return address;
        } catch (IllegalArgumentException _) {
            throw CommandEnd.usage(text + " is no address of a service: it begins with http:// or https://.");
        }
    }

    private String authorization(Terminal terminal, URI address) {
        var token = tokenFile
                .map(Access::firstLine)
                .or(() -> user.isPresent() || passwordFile.isPresent()
                        ? Optional.empty()
                        : environment(terminal, "KEYSUNSET_TOKEN"));
        var authorization = token.map(given -> "Bearer " + given).orElseGet(() -> basic(terminal));
        if (address.getScheme().equals("http")
                && !LOOPBACK.matcher(address.getHost()).matches()) {
            terminal.err()
                    .println("Warning: to " + address
                            + " the password goes as everybody on the way can read it. Use https.");
        }
        return authorization;
    }

    private String basic(Terminal terminal) {
        var name = user.or(() -> environment(terminal, "KEYSUNSET_USER"))
                .orElseThrow(() -> CommandEnd.usage(
                        "Nobody is named: give --user or KEYSUNSET_USER, or a token by KEYSUNSET_TOKEN."));
        if (name.contains(":")) {
            throw CommandEnd.usage("A user's name has no colon in it.");
        }
        var password = passwordFile
                .map(Access::firstLine)
                .or(() -> environment(terminal, "KEYSUNSET_PASSWORD"))
                .or(() -> terminal.askSecretly("Password of " + name + ": "))
                .orElseThrow(() ->
                        CommandEnd.usage("There is no password, and nobody to ask for it: set KEYSUNSET_PASSWORD, or"
                                + " give --password-file."));
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> environment(Terminal terminal, String name) {
        return Optional.ofNullable(terminal.environment().get(name)).filter(text -> !text.isBlank());
    }

    private static String firstLine(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .filter(line -> !line.isBlank())
                    .orElseThrow(() -> CommandEnd.usage(file + " is empty."));
        } catch (IOException e) {
            throw CommandEnd.usage(file + " cannot be read: " + e.getMessage());
        }
    }
}
