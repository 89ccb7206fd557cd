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
import software.amazon.awssdk.services.ec2.model.Volume;

/** EC2, DescribeVolumes. Of the encrypted ones it tells the key's ARN, and whether they are attached. */
@ApplicationScoped
class EbsVolumes implements Finder {
    private static final int PAGE = 500;

    private final Reads reads;
    private final Clients clients;
    private final Arns arns;

    EbsVolumes(Reads reads, Clients clients, Arns arns) {
        this.reads = reads;
        this.clients = clients;
        this.arns = arns;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.EBS_VOLUME;
    }

    @Override
    public List<Named> find(Place place) {
        return reads.all(place, Api.DESCRIBE_VOLUMES, token -> {
            var answer = clients.of(place, Ec2Client.class, Ec2Client::builder)
                    .describeVolumes(request -> request.filters(Ec2Filters.ENCRYPTED)
                            .maxResults(PAGE)
                            .nextToken(token.orElse(null)));
            var named = answer.volumes().stream()
                    .flatMap(volume -> named(place, volume))
                    .toList();
            return new Batch<>(named, Ec2Filters.next(answer.nextToken()));
        });
    }

    private Stream<Named> named(Place place, Volume volume) {
        return Stream.ofNullable(volume.kmsKeyId())
                .map(key -> new Named(
                        key,
                        new Dependant(
                                type(),
                                arns.in(place, "ec2", "volume/" + volume.volumeId()),
                                Optional.ofNullable(volume.stateAsString()).orElse(""))));
    }
}
