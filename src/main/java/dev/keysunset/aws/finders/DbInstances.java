package dev.keysunset.aws.finders;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.Reads.Batch;
import dev.keysunset.core.Dependant;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Finders.Named;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** RDS, DescribeDBInstances: those of RDS, and the instances of Aurora, Neptune and DocumentDB clusters. */
@ApplicationScoped
class DbInstances implements Finder {
    private static final int PAGE = 100;

    private final Reads reads;
    private final Clients clients;

    DbInstances(Reads reads, Clients clients) {
        this.reads = reads;
        this.clients = clients;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.DB_INSTANCE;
    }

    @Override
    public List<Named> find(Place place) {
        return reads.all(place, Api.DESCRIBE_DB_INSTANCES, marker -> {
            var answer = clients.of(place, RdsClient.class, RdsClient::builder)
                    .describeDBInstances(request -> request.maxRecords(PAGE).marker(marker.orElse(null)));
            return new Batch<>(
                    answer.dbInstances().stream().flatMap(this::named).toList(), Optional.ofNullable(answer.marker()));
        });
    }

    private Stream<Named> named(DBInstance instance) {
        return Stream.ofNullable(instance.kmsKeyId())
                .map(key -> new Named(
                        key,
                        new Dependant(
                                type(),
                                instance.dbInstanceArn(),
                                Optional.ofNullable(instance.dbInstanceStatus()).orElse(""))));
    }
}
