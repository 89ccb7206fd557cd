package dev.keysunset.aws.finders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.aws.Api;
import dev.keysunset.aws.SignedCalls.Service;
import dev.keysunset.core.Dependant;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Finders.Named;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** EFS, DescribeFileSystems. A file system that is not encrypted names no key. */
@ApplicationScoped
class FileSystems implements Finder {
    private static final RestLists.Listing ALL = new RestLists.Listing(
            Api.DESCRIBE_FILE_SYSTEMS,
            Service.ELASTICFILESYSTEM,
            "/2015-02-01/file-systems",
            "FileSystems",
            new RestLists.Paging("MaxItems", 100, "Marker", "NextMarker"));

    private final RestLists lists;
    private final Arns arns;

    FileSystems(RestLists lists, Arns arns) {
        this.lists = lists;
        this.arns = arns;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.FILE_SYSTEM;
    }

    @Override
    public List<Named> find(Place place) {
        return lists.read(place, ALL, fileSystem -> named(place, fileSystem));
    }

    private Stream<Named> named(Place place, JsonNode fileSystem) {
        var name = "file-system/" + fileSystem.path("FileSystemId").asText();
        return Members.text(fileSystem, "KmsKeyId").stream()
                .map(key -> new Named(
                        key,
                        new Dependant(
                                type(),
                                arns.in(place, "elasticfilesystem", name),
                                Members.text(fileSystem, "LifeCycleState").orElse(""))));
    }
}
