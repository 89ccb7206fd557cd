package dev.keysunset.conformance;

import java.net.URI;
import java.util.Optional;

/** Whom the suite asks, as the system properties {@code keysunset.conformance.*} say. */
sealed interface Target {
    String PREFIX = "keysunset.conformance.";

    /** A stand-in that the suite starts itself. */
    record OwnStandIn() implements Target {}

    /** A stand-in that runs already. */
    record OtherStandIn(URI endpoint) implements Target {}

    /**
     * AWS itself.
     *
     * @param account the account that may be worked in; nobody finds their account used because they were logged in
     */
    record Aws(String account, Optional<String> region) implements Target {}

    static Target fromProperties() {
        return of(property("endpoint"), property("account"), property("region"));
    }

    static Target of(Optional<String> endpoint, Optional<String> account, Optional<String> region) {
        if (endpoint.isEmpty()) {
            return new OwnStandIn();
        }
        if (!endpoint.get().equals("aws")) {
            return new OtherStandIn(notAws(URI.create(endpoint.get())));
        }
        return new Aws(
                account.orElseThrow(() -> new IllegalArgumentException(
                        "The suite makes keys and schedules their deletion. To let it do so in a sandbox account of"
                                + " AWS, name the account: -D" + PREFIX + "account=123456789012")),
                region);
    }

    /** AWS by its address would go around the question of the account. */
    private static URI notAws(URI endpoint) {
        var host = Optional.ofNullable(endpoint.getHost()).orElse("");
        if (host.isEmpty() || host.contains("amazonaws") || host.endsWith(".api.aws")) {
            throw new IllegalArgumentException(
                    endpoint + " is no stand-in; for AWS itself say -D" + PREFIX + "endpoint=aws");
        }
        return endpoint;
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(PREFIX + name)).filter(value -> !value.isBlank());
    }
}
