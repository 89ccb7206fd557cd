package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.logs.LogsBehaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;

/** Log groups: how they are read, kept, encrypted and forged. */
class LogGroupsTest extends TrailFixture {
    private static final String MINE = "mine";

    private CloudWatchLogsClient logs() {
        return clients.logs(ACCOUNT);
    }

    @Test
    void handsOutEveryLogEventOverShortAndEmptyPages() {
        var key = key();
        for (int i = 0; i < 40; i++) {
            standIn.use(key, ORDERS);
        }
        allDelivered();
        var events = new ArrayList<FilteredLogEvent>();
        var request =
                FilterLogEventsRequest.builder().logGroupName(GROUP).limit(7).build();
        var pages = logs().filterLogEventsPaginator(request).stream().toList();
        pages.forEach(page -> events.addAll(page.events()));
        assertThat(events.stream()
                        .map(event -> parsed(event.message()).path("eventID").asText())
                        .distinct())
                .hasSize(40);
        assertThat(events.stream().map(FilteredLogEvent::eventId)).doesNotHaveDuplicates();
    }

    @Test
    void goesOnFromEmptyPages() {
        standIn.change(LogsBehaviour.EMPTY_PAGES, 0.5);
        mine("one");
        put("one", IntStream.range(0, 10).mapToObj(i -> line(START.plusMillis(i), "line " + i)));
        var pages = logs().filterLogEventsPaginator(r -> r.logGroupName(MINE).limit(1)).stream()
                .toList();
        assertThat(pages).anySatisfy(page -> {
            assertThat(page.events()).isEmpty();
            assertThat(page.nextToken()).isNotNull();
        });
        assertThat(pages.stream().flatMap(page -> page.events().stream()))
                .extracting(FilteredLogEvent::message)
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void givesNoMoreThanAMegabyteAPage() {
        standIn.change(LogsBehaviour.EMPTY_PAGES, 0.0);
        mine("one");
        for (int i = 0; i < 3; i++) {
            put("one", Stream.of(line(START, "x".repeat(400_000))));
        }
        var pages = logs().filterLogEventsPaginator(r -> r.logGroupName(MINE)).stream()
                .toList();
        assertThat(pages.stream().map(page -> page.events().size())).containsExactly(2, 1);
    }

    @Test
    void refusesATokenAfterADayOrWithOtherParameters() {
        standIn.change(LogsBehaviour.EMPTY_PAGES, 0.0);
        mine("one");
        put("one", Stream.of(line(START, "a"), line(START, "b")));
        var token = logs().filterLogEvents(r -> r.logGroupName(MINE).limit(1)).nextToken();
        assertThat(codeOf(r -> r.limit(2).nextToken(token))).isEqualTo("InvalidParameterException");
        standIn.clock().advance(Duration.ofHours(24));
        assertThat(logs().filterLogEvents(r -> r.logGroupName(MINE).limit(1).nextToken(token))
                        .events())
                .hasSize(1);
        standIn.clock().advance(Duration.ofSeconds(1));
        assertThat(codeOf(r -> r.limit(1).nextToken(token))).isEqualTo("InvalidParameterException");
    }

    private String codeOf(Consumer<FilterLogEventsRequest.Builder> request) {
        return errorOf(() -> logs().filterLogEvents(r -> r.logGroupName(MINE).applyMutation(request)))
                .errorCode();
    }

    @Test
    void readsARangeOfTimeWithBothEnds() {
        mine("one");
        put("one", IntStream.range(0, 5).mapToObj(i -> line(START.plusMillis(i), "" + i)));
        assertThat(messages(r -> r.startTime(START.plusMillis(1).toEpochMilli())
                        .endTime(START.plusMillis(3).toEpochMilli())))
                .containsExactly("1", "2", "3");
        assertThat(codeOf(r -> r.startTime(2L).endTime(1L))).isEqualTo("InvalidParameterException");
    }

    @Test
    void searchesTheStreamsThatAreNamed() {
        mine("one", "other", "third");
        for (var stream : List.of("one", "other", "third")) {
            put(stream, Stream.of(line(START, stream)));
        }
        assertThat(messages(r -> r.logStreamNames("one", "third"))).containsExactly("one", "third");
        assertThat(messages(r -> r.logStreamNamePrefix("o"))).containsExactly("one", "other");
        assertThat(codeOf(r -> r.logStreamNamePrefix("o").logStreamNames("one")))
                .isEqualTo("InvalidParameterException");
    }

    @Test
    void isNamedByNameOrArn() {
        standIn.use(key(), ORDERS);
        allDelivered();
        var arn = "arn:aws:logs:us-east-1:" + ACCOUNT + ":log-group:" + GROUP;
        assertThat(logEvents(ACCOUNT, r -> r.logGroupIdentifier(arn))).isNotEmpty();
        assertThat(logEvents(ACCOUNT, r -> r.logGroupIdentifier(GROUP))).isNotEmpty();
        assertThat(errorOf(() -> clients.logs(OTHER).filterLogEvents(r -> r.logGroupIdentifier(arn)))
                        .errorCode())
                .isEqualTo("ResourceNotFoundException");
        assertThat(errorOf(() -> logs().filterLogEvents(r -> {})).errorCode()).isEqualTo("InvalidParameterException");
    }

    @Test
    void forgetsWhatIsOlderThanItsRetention() {
        mine("one");
        put("one", Stream.of(line(START, "old")));
        logs().putRetentionPolicy(r -> r.logGroupName(MINE).retentionInDays(1));
        standIn.clock().advance(Duration.ofDays(1));
        put("one", Stream.of(line(START.plus(Duration.ofDays(1)), "new")));
        assertThat(messages(r -> {})).containsExactly("old", "new");
        standIn.clock().advance(Duration.ofSeconds(1));
        assertThat(messages(r -> {})).containsExactly("new");
        logs().deleteRetentionPolicy(r -> r.logGroupName(MINE));
        standIn.clock().advance(Duration.ofDays(400));
        assertThat(messages(r -> {})).containsExactly("new");
    }

    @Test
    void takesForgedLines() {
        var forged = "{\"eventName\":\"Decrypt\",\"eventID\":\"forged\"}";
        logs().createLogStream(r -> r.logGroupName(GROUP).logStreamName("111122223333_CloudTrail_us-east-1_2"));
        logs().putLogEvents(r -> r.logGroupName(GROUP)
                .logStreamName("111122223333_CloudTrail_us-east-1_2")
                .logEvents(line(START, forged)));
        assertThat(logEvents("{ $.eventName = Decrypt }"))
                .extracting(FilteredLogEvent::message)
                .containsExactly(forged);
    }

    @Test
    void rejectsLinesThatAreTooOldOrTooNew() {
        mine("one");
        var rejected = logs().putLogEvents(r -> r.logGroupName(MINE)
                        .logStreamName("one")
                        .logEvents(
                                line(START.minus(Duration.ofDays(15)), "too old"),
                                line(START, "taken"),
                                line(START.plus(Duration.ofHours(3)), "too new")))
                .rejectedLogEventsInfo();
        assertThat(rejected.tooOldLogEventEndIndex()).isEqualTo(1);
        assertThat(rejected.tooNewLogEventStartIndex()).isEqualTo(2);
        assertThat(messages(r -> {})).containsExactly("taken");
    }

    @Test
    void describesGroupsAndStreamsPageByPage() {
        for (int i = 0; i < 5; i++) {
            var name = "group-" + i;
            logs().createLogGroup(r -> r.logGroupName(name));
        }
        assertThat(logs()
                        .describeLogGroupsPaginator(
                                r -> r.logGroupNamePrefix("group-").limit(2))
                        .logGroups()
                        .stream()
                        .map(LogGroup::logGroupName))
                .containsExactly("group-0", "group-1", "group-2", "group-3", "group-4");
        assertThat(logs().describeLogGroups(r -> r.logGroupNamePattern("cloudtrail"))
                        .logGroups())
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.logGroupName()).isEqualTo(GROUP);
                    assertThat(group.retentionInDays()).isEqualTo(90);
                    assertThat(group.arn()).endsWith(GROUP + ":*");
                    assertThat(group.kmsKeyId()).isNull();
                });
        mine("one", "other");
        put("one", Stream.of(line(START, "a"), line(START.plusSeconds(1), "b")));
        assertThat(logs()
                        .describeLogStreams(r ->
                                r.logGroupName(MINE).orderBy("LastEventTime").descending(true))
                        .logStreams()
                        .stream()
                        .map(LogStream::logStreamName))
                .containsExactly("one", "other");
        assertThat(logs().describeLogStreams(r -> r.logGroupName(MINE).logStreamNamePrefix("on"))
                        .logStreams())
                .singleElement()
                .satisfies(stream -> {
                    assertThat(stream.firstEventTimestamp()).isEqualTo(START.toEpochMilli());
                    assertThat(stream.lastEventTimestamp())
                            .isEqualTo(START.plusSeconds(1).toEpochMilli());
                });
    }

    @Test
    void seemsEmptyWithoutItsKeyOrRefuses() {
        var key = key();
        mine("one");
        put("one", Stream.of(line(START, "a")));
        logs().associateKmsKey(r -> r.logGroupName(MINE).kmsKeyId(key.toString()));
        assertThat(messages(r -> {})).containsExactly("a");
        clients.kms(ACCOUNT).disableKey(r -> r.keyId(key.toString()));
        assertThat(messages(r -> {})).isEmpty();
        standIn.change(LogsBehaviour.EVENTS_VANISH_WITH_KEY, false);
        assertThat(codeOf(r -> {})).isEqualTo("AccessDeniedException");
        logs().disassociateKmsKey(r -> r.logGroupName(MINE));
        assertThat(messages(r -> {})).containsExactly("a");
    }

    @Test
    void keepsNoMoreEventsThanTheSettingSays() {
        standIn.change(LogsBehaviour.KEPT_EVENTS, 3);
        mine("one");
        put("one", IntStream.range(0, 5).mapToObj(i -> line(START.plusMillis(i), "" + i)));
        assertThat(messages(r -> {})).containsExactly("2", "3", "4");
    }

    @ParameterizedTest
    @MethodSource
    void refuses(String code, Consumer<CloudWatchLogsClient> call) {
        assertThat(errorOf(() -> call.accept(logs())).errorCode()).isEqualTo(code);
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                refusal("ResourceAlreadyExistsException", l -> l.createLogGroup(r -> r.logGroupName(GROUP))),
                refusal("ResourceNotFoundException", l -> l.deleteLogGroup(r -> r.logGroupName("absent"))),
                refusal("InvalidParameterException", l -> l.createLogGroup(r -> r.logGroupName("a b"))),
                refusal(
                        "InvalidParameterException",
                        l -> l.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(2))),
                refusal(
                        "InvalidParameterException",
                        l -> l.associateKmsKey(
                                r -> r.logGroupName(GROUP).kmsKeyId("arn:aws:kms:us-east-1:111122223333:key/1"))),
                refusal(
                        "InvalidParameterException",
                        l -> l.describeLogGroups(r -> r.logGroupNamePattern("a").logGroupNamePrefix("b"))),
                refusal(
                        "InvalidParameterException",
                        l -> l.filterLogEvents(r -> r.logGroupName(GROUP).limit(10_001))),
                refusal(
                        "ResourceNotFoundException",
                        l -> l.putLogEvents(r ->
                                r.logGroupName(GROUP).logStreamName("absent").logEvents(line(START, "a")))));
    }

    private static Arguments refusal(String code, Consumer<CloudWatchLogsClient> call) {
        return Arguments.of(code, call);
    }

    private void mine(String... streams) {
        logs().createLogGroup(r -> r.logGroupName(MINE));
        for (var stream : streams) {
            logs().createLogStream(r -> r.logGroupName(MINE).logStreamName(stream));
        }
    }

    private void put(String stream, Stream<InputLogEvent> lines) {
        logs().putLogEvents(r -> r.logGroupName(MINE).logStreamName(stream).logEvents(lines.toList()));
    }

    private List<String> messages(Consumer<FilterLogEventsRequest.Builder> request) {
        return logEvents(ACCOUNT, r -> r.logGroupName(MINE).applyMutation(request)).stream()
                .map(FilteredLogEvent::message)
                .toList();
    }

    private static InputLogEvent line(Instant timestamp, String message) {
        return InputLogEvent.builder()
                .timestamp(timestamp.toEpochMilli())
                .message(message)
                .build();
    }
}
