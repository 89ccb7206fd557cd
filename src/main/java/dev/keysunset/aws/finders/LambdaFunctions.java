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
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** Lambda, ListFunctions. It tells the key of the environment; a function without one is under the key that AWS manages. */
@ApplicationScoped
class LambdaFunctions implements Finder {
    private static final int PAGE = 50;

    private final Reads reads;
    private final Clients clients;

    LambdaFunctions(Reads reads, Clients clients) {
        this.reads = reads;
        this.clients = clients;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.FUNCTION;
    }

    @Override
    public List<Named> find(Place place) {
        return reads.all(place, Api.LIST_FUNCTIONS, marker -> {
            var answer = clients.of(place, LambdaClient.class, LambdaClient::builder)
                    .listFunctions(request -> request.maxItems(PAGE).marker(marker.orElse(null)));
            return new Batch<>(
                    answer.functions().stream().flatMap(this::named).toList(),
                    Optional.ofNullable(answer.nextMarker()));
        });
    }

    private Stream<Named> named(FunctionConfiguration function) {
        return Stream.ofNullable(function.kmsKeyArn())
                .map(key -> new Named(key, new Dependant(type(), function.functionArn(), "")));
    }
}
