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
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** Secrets Manager, ListSecrets. A secret without a KmsKeyId is under the key that AWS manages. */
@ApplicationScoped
class Secrets implements Finder {
    private static final int PAGE = 100;

    private final Reads reads;
    private final Clients clients;

    Secrets(Reads reads, Clients clients) {
        this.reads = reads;
        this.clients = clients;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.SECRET;
    }

    @Override
    public List<Named> find(Place place) {
        return reads.all(place, Api.LIST_SECRETS, token -> {
            var answer = clients.of(place, SecretsManagerClient.class, SecretsManagerClient::builder)
                    .listSecrets(request -> request.maxResults(PAGE).nextToken(token.orElse(null)));
            return new Batch<>(
                    answer.secretList().stream().flatMap(this::named).toList(),
                    Optional.ofNullable(answer.nextToken()));
        });
    }

    private Stream<Named> named(SecretListEntry secret) {
        return Stream.ofNullable(secret.kmsKeyId()).map(key -> new Named(key, new Dependant(type(), secret.arn(), "")));
    }
}
