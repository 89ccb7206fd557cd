package dev.keysunset.notify.channel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where HTTP requests go.
 *
 * @param path with its query; often a secret, so that only {@link #host} is ever told
 */
public record Destination(boolean encrypted, String host, int port, String path) {
    /** Empty for anything but an absolute http or https URL without user and fragment. */
    public static Optional<Destination> parse(String url) {
        try {
            return of(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Destination> of(URI uri) {
        var scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.matches("https?")
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null) {
            return Optional.empty();
        }
        var encrypted = scheme.equals("https");
        var port = uri.getPort() > 0 ? uri.getPort() : encrypted ? 443 : 80;
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        return Optional.of(new Destination(encrypted, host, port, path + query));
    }

    /** Nobody reads along on the way. */
    public boolean loopback() {
        return Network.parse(host)
                .filter(network -> network.address().isLoopbackAddress())
                .isPresent();
    }

    @Override
    public String toString() {
        return host;
    }
}
