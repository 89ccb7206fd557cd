package dev.keysunset.aws.finders;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.AwsSettings;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.Reads.Batch;
import dev.keysunset.core.Dependant;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Finders.Named;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * S3, ListBuckets of one Region and GetBucketEncryption: the key that objects get by default. Objects may have been written under
 * another key, and keep theirs when the default changes; that is in no list.
 */
@ApplicationScoped
class EncryptedBuckets implements Finder {
    private static final int PAGE = 1000;

    /** The bucket was deleted since it was listed, or has no default, as those had until 2023 (S3 API, error responses). */
    private static final Set<String> NONE = Set.of("NoSuchBucket", "ServerSideEncryptionConfigurationNotFoundError");

    private final Reads reads;
    private final Clients clients;
    private final AwsSettings settings;
    private final Arns arns;

    EncryptedBuckets(Reads reads, Clients clients, AwsSettings settings, Arns arns) {
        this.reads = reads;
        this.clients = clients;
        this.settings = settings;
        this.arns = arns;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.BUCKET;
    }

    @Override
    public List<Named> find(Place place) {
        var buckets = reads.<String>all(place, Api.LIST_BUCKETS, token -> {
            var answer = client(place)
                    .listBuckets(request -> request.bucketRegion(place.region())
                            .maxBuckets(PAGE)
                            .continuationToken(token.orElse(null)));
            return new Batch<>(
                    answer.buckets().stream().map(Bucket::name).toList(),
                    Optional.ofNullable(answer.continuationToken()));
        });
        return buckets.stream().flatMap(bucket -> named(place, bucket)).toList();
    }

    private Stream<Named> named(Place place, String bucket) {
        var dependant = new Dependant(type(), arns.worldwide("s3", bucket), "");
        return defaults(place, bucket)
                .map(ServerSideEncryptionRule::applyServerSideEncryptionByDefault)
                .flatMap(Stream::ofNullable)
                .map(ServerSideEncryptionByDefault::kmsMasterKeyID)
                .flatMap(Stream::ofNullable)
                .filter(key -> !key.isEmpty())
                .map(key -> new Named(key, dependant));
    }

    private Stream<ServerSideEncryptionRule> defaults(Place place, String bucket) {
        try {
            return reads
                    .answer(
                            place,
                            Api.GET_BUCKET_ENCRYPTION,
                            () -> client(place)
                                    .getBucketEncryption(
                                            request -> request.bucket(bucket).expectedBucketOwner(place.accountId()))
                                    .serverSideEncryptionConfiguration()
                                    .rules())
                    .stream();
        } catch (CallFailed failed) {
            if (NONE.contains(failed.code())) {
                return Stream.empty();
            }
            throw failed;
        }
    }

    /** An endpoint of another name has no names for its buckets: there they stand in the path. */
    private S3Client client(Place place) {
        var path = settings.endpointOverride().isPresent();
        return clients.of(place, S3Client.class, () -> S3Client.builder().forcePathStyle(path));
    }
}
