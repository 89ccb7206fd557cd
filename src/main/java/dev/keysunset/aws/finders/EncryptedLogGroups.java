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
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** CloudWatch Logs, DescribeLogGroups. */
@ApplicationScoped
class EncryptedLogGroups implements Finder {
    private static final int PAGE = 50;

    private final Reads reads;
    private final Clients clients;

    EncryptedLogGroups(Reads reads, Clients clients) {
        this.reads = reads;
        this.clients = clients;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.LOG_GROUP;
    }

    @Override
    public List<Named> find(Place place) {
        return reads.all(place, Api.DESCRIBE_LOG_GROUPS, token -> {
            var answer = clients.logs(place)
                    .describeLogGroups(request -> request.limit(PAGE).nextToken(token.orElse(null)));
            return new Batch<>(
                    answer.logGroups().stream().flatMap(this::named).toList(), Optional.ofNullable(answer.nextToken()));
        });
    }

    private Stream<Named> named(LogGroup group) {
        return Stream.ofNullable(group.kmsKeyId())
                .map(key -> new Named(key, new Dependant(type(), group.arn().replaceFirst(":\\*$", ""), "")));
    }
}
