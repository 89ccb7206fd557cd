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
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.Cluster;

/** Redshift, DescribeClusters. */
@ApplicationScoped
class RedshiftClusters implements Finder {
    private static final int PAGE = 100;

    private final Reads reads;
    private final Clients clients;
    private final Arns arns;

    RedshiftClusters(Reads reads, Clients clients, Arns arns) {
        this.reads = reads;
        this.clients = clients;
        this.arns = arns;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.REDSHIFT_CLUSTER;
    }

    @Override
    public List<Named> find(Place place) {
        return reads.all(place, Api.DESCRIBE_CLUSTERS, marker -> {
            var answer = clients.of(place, RedshiftClient.class, RedshiftClient::builder)
                    .describeClusters(request -> request.maxRecords(PAGE).marker(marker.orElse(null)));
            var named = answer.clusters().stream()
                    .flatMap(cluster -> named(place, cluster))
                    .toList();
            return new Batch<>(named, Optional.ofNullable(answer.marker()));
        });
    }

    private Stream<Named> named(Place place, Cluster cluster) {
        return Stream.ofNullable(cluster.kmsKeyId())
                .map(key -> new Named(
                        key,
                        new Dependant(
                                type(),
                                arns.in(place, "redshift", "cluster:" + cluster.clusterIdentifier()),
                                Optional.ofNullable(cluster.clusterStatus()).orElse(""))));
    }
}
