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
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** EC2, DescribeSnapshots, of the account's own. */
@ApplicationScoped
class EbsSnapshots implements Finder {
    private static final int PAGE = 1000;

    private final Reads reads;
    private final Clients clients;
    private final Arns arns;

    EbsSnapshots(Reads reads, Clients clients, Arns arns) {
        this.reads = reads;
        this.clients = clients;
        this.arns = arns;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.EBS_SNAPSHOT;
    }

    @Override
    public List<Named> find(Place place) {
        return reads.all(place, Api.DESCRIBE_SNAPSHOTS, token -> {
            var answer = clients.of(place, Ec2Client.class, Ec2Client::builder)
                    .describeSnapshots(request -> request.ownerIds("self")
                            .filters(Ec2Filters.ENCRYPTED)
                            .maxResults(PAGE)
                            .nextToken(token.orElse(null)));
            var named = answer.snapshots().stream()
                    .flatMap(snapshot -> named(place, snapshot))
                    .toList();
            return new Batch<>(named, Ec2Filters.next(answer.nextToken()));
        });
    }

    private Stream<Named> named(Place place, Snapshot snapshot) {
        return Stream.ofNullable(snapshot.kmsKeyId())
                .map(key -> new Named(
                        key,
                        new Dependant(
                                type(),
                                arns.withoutAccount(place, "ec2", "snapshot/" + snapshot.snapshotId()),
                                Optional.ofNullable(snapshot.stateAsString()).orElse(""))));
    }
}
