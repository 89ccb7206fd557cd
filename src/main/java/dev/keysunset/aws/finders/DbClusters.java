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
import software.amazon.awssdk.services.rds.model.DBCluster;

/** RDS, DescribeDBClusters: those of Aurora, Neptune and DocumentDB, and Multi-AZ clusters. */
@ApplicationScoped
class DbClusters implements Finder {
    private static final int PAGE = 100;

    private final Reads reads;
    private final Clients clients;

    DbClusters(Reads reads, Clients clients) {
        this.reads = reads;
        this.clients = clients;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.DB_CLUSTER;
    }

    @Override
    public List<Named> find(Place place) {
        return reads.all(place, Api.DESCRIBE_DB_CLUSTERS, marker -> {
            var answer = clients.of(place, RdsClient.class, RdsClient::builder)
                    .describeDBClusters(request -> request.maxRecords(PAGE).marker(marker.orElse(null)));
            return new Batch<>(
                    answer.dbClusters().stream().flatMap(this::named).toList(), Optional.ofNullable(answer.marker()));
        });
    }

    private Stream<Named> named(DBCluster cluster) {
        return Stream.ofNullable(cluster.kmsKeyId())
                .map(key -> new Named(
                        key,
                        new Dependant(
                                type(),
                                cluster.dbClusterArn(),
                                Optional.ofNullable(cluster.status()).orElse(""))));
    }
}
