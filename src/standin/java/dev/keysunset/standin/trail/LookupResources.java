package dev.keysunset.standin.trail;

import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.wire.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code Resources} of events in LookupEvents, by which they are found. KMS promises them for "management operations
 * that change a particular KMS key" (AWS KMS Developer Guide, "Logging AWS KMS API calls with AWS CloudTrail"), under the
 * key's ARN and its id; for cryptographic operations, reads and failures nothing is documented.
 */
record LookupResources(Settings settings) {

    /** One resource under one of its names. */
    record Named(String type, String name) {}

    List<Named> of(TrailRecord record) {
        return finds(record)
                ? record.facts().resources().stream()
                        .flatMap(LookupResources::names)
                        .toList()
                : List.of();
    }

    private boolean finds(TrailRecord record) {
        var facts = record.facts();
        var reads = !facts.readOnly() || settings.get(TrailBehaviour.LOOKUP_FINDS_CRYPTO_BY_RESOURCE);
        var failures = !facts.failed() || settings.get(TrailBehaviour.LOOKUP_FINDS_FAILURES_BY_RESOURCE);
        return reads && failures;
    }

    private static Stream<Named> names(Resource resource) {
        var id = resource.key().map(KeyArn::id);
        return Stream.of(Optional.of(resource.arn()), id)
                .flatMap(Optional::stream)
                .map(name -> new Named(resource.type(), name));
    }
}
