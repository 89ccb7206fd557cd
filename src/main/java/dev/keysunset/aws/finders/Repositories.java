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
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Repository;

/** ECR, DescribeRepositories, of the private registry. */
@ApplicationScoped
class Repositories implements Finder {
    private static final int PAGE = 1000;

    private final Reads reads;
    private final Clients clients;

    Repositories(Reads reads, Clients clients) {
        this.reads = reads;
        this.clients = clients;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.REPOSITORY;
    }

    @Override
    public List<Named> find(Place place) {
        return reads.all(place, Api.DESCRIBE_REPOSITORIES, token -> {
            var answer = clients.of(place, EcrClient.class, EcrClient::builder)
                    .describeRepositories(request -> request.maxResults(PAGE).nextToken(token.orElse(null)));
            return new Batch<>(
                    answer.repositories().stream().flatMap(this::named).toList(),
                    Optional.ofNullable(answer.nextToken()));
        });
    }

    private Stream<Named> named(Repository repository) {
        return Stream.ofNullable(repository.encryptionConfiguration())
                .flatMap(encryption -> Stream.ofNullable(encryption.kmsKey()))
                .map(key -> new Named(key, new Dependant(type(), repository.repositoryArn(), "")));
    }
}
