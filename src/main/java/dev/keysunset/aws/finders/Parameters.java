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
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/** Systems Manager, DescribeParameters, of the type SecureString. */
@ApplicationScoped
class Parameters implements Finder {
    private static final int PAGE = 50;
    private static final ParameterStringFilter SECURE = ParameterStringFilter.builder()
            .key("Type")
            .option("Equals")
            .values("SecureString")
            .build();

    private final Reads reads;
    private final Clients clients;
    private final Arns arns;

    Parameters(Reads reads, Clients clients, Arns arns) {
        this.reads = reads;
        this.clients = clients;
        this.arns = arns;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.PARAMETER;
    }

    @Override
    public List<Named> find(Place place) {
        return reads.all(place, Api.DESCRIBE_PARAMETERS, token -> {
            var answer = clients.of(place, SsmClient.class, SsmClient::builder)
                    .describeParameters(request ->
                            request.parameterFilters(SECURE).maxResults(PAGE).nextToken(token.orElse(null)));
            var named = answer.parameters().stream()
                    .flatMap(parameter -> named(place, parameter))
                    .toList();
            return new Batch<>(named, Optional.ofNullable(answer.nextToken()).filter(text -> !text.isEmpty()));
        });
    }

    /** The name of a parameter in a hierarchy begins with the slash that its ARN has anyway. */
    private Stream<Named> named(Place place, ParameterMetadata parameter) {
        var path = parameter.name().startsWith("/") ? parameter.name() : "/" + parameter.name();
        return Stream.ofNullable(parameter.keyId())
                .map(key -> new Named(key, new Dependant(type(), arns.in(place, "ssm", "parameter" + path), "")));
    }
}
