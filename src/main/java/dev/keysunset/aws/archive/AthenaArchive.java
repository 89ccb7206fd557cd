package dev.keysunset.aws.archive;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.Archives;
import dev.keysunset.aws.AwsSettings;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.ConfiguredAccounts;
import dev.keysunset.aws.Reads;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.TrailArchive;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** Amazon Athena over the files that trails deliver to S3. */
@ApplicationScoped
public class AthenaArchive implements TrailArchive {
    /** The most that Athena gives in one page (Athena API, GetQueryResults). */
    private static final int PAGE = 1000;

    private final ConfiguredAccounts accounts;
    private final Reads reads;
    private final Clients clients;

    public AthenaArchive(ConfiguredAccounts accounts, Reads reads, Clients clients) {
        this.accounts = accounts;
        this.reads = reads;
        this.clients = clients;
    }

    @Override
    public Optional<LocalDate> since(Place place) {
        return accounts.archives().holding(place).map(AwsSettings.Archive::since);
    }

    /** Athena begins no second query under the same token, and answers with the first (Athena API, StartQueryExecution). */
    @Override
    public Reading<String> start(Question question) {
        return reads.reading(() -> {
            var archive = required(question.place());
            var request = request(question, archive);
            return asked(
                    archive,
                    Api.START_QUERY_EXECUTION,
                    () -> athena(archive).startQueryExecution(request).queryExecutionId());
        });
    }

    @Override
    public Reading<Progress> progress(Place place, String executionId) {
        return reads.reading(() -> {
            var archive = required(place);
            return progress(asked(
                    archive,
                    Api.GET_QUERY_EXECUTION,
                    () -> athena(archive)
                            .getQueryExecution(request -> request.queryExecutionId(executionId))
                            .queryExecution()));
        });
    }

    @Override
    public Reading<Answer> answer(Place place, String executionId) {
        return reads.reading(() -> {
            var archive = required(place);
            var rows = reads.all(Archives.home(archive), Api.GET_QUERY_RESULTS, token -> {
                var page = athena(archive)
                        .getQueryResults(request -> request.queryExecutionId(executionId)
                                .maxResults(PAGE)
                                .nextToken(token.orElse(null)));
                return new Reads.Batch<>(page.resultSet().rows(), Optional.ofNullable(page.nextToken()));
            });
            return AthenaRows.answer(rows, place);
        });
    }

    @Override
    public Reading<String> stop(Place place, String executionId) {
        return reads.reading(() -> {
            var archive = required(place);
            asked(
                    archive,
                    Api.STOP_QUERY_EXECUTION,
                    () -> athena(archive).stopQueryExecution(request -> request.queryExecutionId(executionId)));
            return executionId;
        });
    }

    private StartQueryExecutionRequest request(Question question, AwsSettings.Archive archive) {
        var ownRole = accounts.memberRoleArn(question.place().accountId());
        var request = StartQueryExecutionRequest.builder()
                .clientRequestToken(question.token())
                .queryString(AthenaStatement.of(question, archive, ownRole))
                .queryExecutionContext(
                        context -> context.catalog(archive.catalog()).database(archive.database()))
                .workGroup(archive.workgroup());
        archive.outputLocation()
                .ifPresent(location -> request.resultConfiguration(results -> results.outputLocation(location)));
        return request.build();
    }

    private static Progress progress(QueryExecution execution) {
        var status = execution.status();
        var scanned = Optional.ofNullable(execution.statistics())
                .map(QueryExecutionStatistics::dataScannedInBytes)
                .orElse(0L);
        return switch (status.state()) {
            case QUEUED, RUNNING -> new Progress.UnderWay();
            case SUCCEEDED -> new Progress.Succeeded(scanned);
            case FAILED, CANCELLED, UNKNOWN_TO_SDK_VERSION ->
                new Progress.Failed(
                        "the query is " + status.stateAsString() + ": "
                                + Optional.ofNullable(status.stateChangeReason())
                                        .orElse("Athena does not say why"),
                        scanned);
        };
    }

    private <T> T asked(AwsSettings.Archive archive, Api api, Supplier<T> call) {
        return reads.answer(Archives.home(archive), api, call);
    }

    private AthenaClient athena(AwsSettings.Archive archive) {
        return clients.of(Archives.home(archive), AthenaClient.class, AthenaClient::builder);
    }

    private AwsSettings.Archive required(Place place) {
        return accounts.archives()
                .holding(place)
                .orElseThrow(() -> new CallFailed(
                        "the archive of " + place,
                        "NotConfigured",
                        "keysunset.aws.archives names none that holds its records",
                        CallFailed.Nature.FINAL));
    }
}
