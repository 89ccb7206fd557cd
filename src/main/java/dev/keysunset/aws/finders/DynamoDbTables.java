package dev.keysunset.aws.finders;

import dev.keysunset.aws.Api;
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
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** DynamoDB, ListTables and DescribeTable: only the description of a table tells its key. */
@ApplicationScoped
class DynamoDbTables implements Finder {
    private final Reads reads;
    private final Clients clients;

    DynamoDbTables(Reads reads, Clients clients) {
        this.reads = reads;
        this.clients = clients;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.DYNAMODB_TABLE;
    }

    @Override
    public List<Named> find(Place place) {
        var names = reads.<String>all(place, Api.LIST_TABLES, last -> {
            var answer = client(place).listTables(request -> request.exclusiveStartTableName(last.orElse(null)));
            return new Batch<>(answer.tableNames(), Optional.ofNullable(answer.lastEvaluatedTableName()));
        });
        return names.stream()
                .flatMap(name -> described(place, name).stream())
                .flatMap(this::named)
                .toList();
    }

    /** Empty for a table that was deleted since it was listed. */
    private Optional<TableDescription> described(Place place, String name) {
        try {
            return Optional.of(reads.answer(
                    place,
                    Api.DESCRIBE_TABLE,
                    () -> client(place)
                            .describeTable(request -> request.tableName(name))
                            .table()));
        } catch (CallFailed failed) {
            if (failed.code().equals("ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private DynamoDbClient client(Place place) {
        return clients.of(place, DynamoDbClient.class, DynamoDbClient::builder);
    }

    private Stream<Named> named(TableDescription table) {
        return Stream.ofNullable(table.sseDescription())
                .flatMap(encryption -> Stream.ofNullable(encryption.kmsMasterKeyArn()))
                .map(key -> new Named(
                        key,
                        new Dependant(
                                type(),
                                table.tableArn(),
                                Optional.ofNullable(table.tableStatusAsString()).orElse(""))));
    }
}
