package dev.keysunset.aws.finders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.aws.Api;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.Reads.Batch;
import dev.keysunset.aws.SignedCalls;
import dev.keysunset.core.Dependant;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Finders.Named;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** EFS, DescribeFileSystems. A file system that is not encrypted names no key. */
@ApplicationScoped
class FileSystems implements Finder {
    private static final String PAGE = "100";

    private final Reads reads;
    private final SignedCalls calls;
    private final Arns arns;

    FileSystems(Reads reads, SignedCalls calls, Arns arns) {
        this.reads = reads;
        this.calls = calls;
        this.arns = arns;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.FILE_SYSTEM;
    }

    @Override
    public List<Named> find(Place place) {
        return reads.all(place, Api.DESCRIBE_FILE_SYSTEMS, marker -> {
            var query = new HashMap<String, String>();
            query.put("MaxItems", PAGE);
            marker.ifPresent(from -> query.put("Marker", from));
            var answer = Members.of(
                    Api.DESCRIBE_FILE_SYSTEMS,
                    place,
                    calls.get(place, SignedCalls.Service.ELASTICFILESYSTEM, "/2015-02-01/file-systems", query));
            var named = answer.list("FileSystems")
                    .flatMap(fileSystem -> named(place, fileSystem))
                    .toList();
            return new Batch<>(named, answer.text("NextMarker"));
        });
    }

    private Stream<Named> named(Place place, JsonNode fileSystem) {
        return Members.text(fileSystem, "KmsKeyId").stream()
                .map(key -> new Named(
                        key,
                        new Dependant(
                                type(),
                                arns.in(
                                        place,
                                        "elasticfilesystem",
                                        "file-system/"
                                                + fileSystem
                                                        .path("FileSystemId")
                                                        .asText()),
                                Members.text(fileSystem, "LifeCycleState").orElse(""))));
    }
}
