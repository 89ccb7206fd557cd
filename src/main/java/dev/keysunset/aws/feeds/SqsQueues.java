package dev.keysunset.aws.feeds;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.AwsSettings;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.ConfiguredAccounts;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.footings.QueueUrl;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Queues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** The queues that {@code keysunset.aws.accounts} names for the feed {@code queue}. */
@ApplicationScoped
public class SqsQueues implements Queues {
    /** The most that AWS hands out, or deletes, in one call (SQS API, ReceiveMessage and DeleteMessageBatch). */
    private static final int MOST = 10;

    private final AwsSettings settings;
    private final ConfiguredAccounts accounts;
    private final Reads reads;
    private final Clients clients;

    public SqsQueues(AwsSettings settings, ConfiguredAccounts accounts, Reads reads, Clients clients) {
        this.settings = settings;
        this.accounts = accounts;
        this.reads = reads;
        this.clients = clients;
    }

    @Override
    public Reading<List<Message>> receive(Feed feed, End end, Duration wait) {
        return reads.reading(() -> {
            var request = receiving(url(feed, end), wait);
            return reads.answer(
                    feed.place(),
                    Api.RECEIVE_MESSAGE,
                    () -> clients.sqs(feed.place()).receiveMessage(request).messages().stream()
                            .map(SqsQueues::message)
                            .toList());
        });
    }

    @Override
    public Reading<List<Message>> delete(Feed feed, End end, List<Message> messages) {
        return reads.reading(() -> {
            var url = url(feed, end);
            return IntStream.iterate(0, from -> from < messages.size(), from -> from + MOST)
                    .mapToObj(from -> messages.subList(from, Math.min(from + MOST, messages.size())))
                    .flatMap(some -> deleted(feed, url, some).stream())
                    .toList();
        });
    }

    @Override
    public boolean hasDeadLetters(Feed feed) {
        return setting(feed, End.DEAD_LETTERS).isPresent();
    }

    /** AWS holds the call for as long as it is asked to; only what comes on top is a call that is not answered. */
    private ReceiveMessageRequest receiving(String url, Duration wait) {
        return ReceiveMessageRequest.builder()
                .queueUrl(url)
                .maxNumberOfMessages(MOST)
                .waitTimeSeconds((int) wait.toSeconds())
                .messageSystemAttributeNames(
                        MessageSystemAttributeName.SENT_TIMESTAMP, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                .overrideConfiguration(override -> override.apiCallTimeout(wait.plus(settings.callTimeout())))
                .build();
    }

    private List<Message> deleted(Feed feed, String url, List<Message> messages) {
        var entries = IntStream.range(0, messages.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receipt())
                        .build())
                .toList();
        return reads.answer(
                feed.place(),
                Api.DELETE_MESSAGE,
                () -> clients
                        .sqs(feed.place())
                        .deleteMessageBatch(request -> request.queueUrl(url).entries(entries))
                        .failed()
                        .stream()
                        .map(BatchResultErrorEntry::id)
                        .map(id -> messages.get(Integer.parseInt(id)))
                        .toList());
    }

    private static Message message(software.amazon.awssdk.services.sqs.model.Message received) {
        var attributes = received.attributes();
        return new Message(
                received.receiptHandle(),
                EventEnvelope.read(received.body()),
                Instant.ofEpochMilli(
                        Long.parseLong(attributes.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"))),
                Integer.parseInt(attributes.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")));
    }

    /** A queue of another account holds what that account's rules let pass, and its owner may do with it as they like. */
    private String url(Feed feed, End end) {
        accounts.require("feed " + feed, feed.place());
        var setting = setting(feed, end)
                .orElseThrow(() -> notConfigured(feed, "its account names no queue for it (" + end + ")"));
        var url = QueueUrl.in(feed.place().region(), setting)
                .orElseThrow(() -> notConfigured(feed, setting + " is not the URL of a queue"));
        if (!url.accountId().equals(feed.place().accountId())) {
            throw notConfigured(
                    feed,
                    url.text() + " is a queue of account " + url.accountId()
                            + "; a feed reads a queue of its own account");
        }
        return url.text();
    }

    private Optional<String> setting(Feed feed, End end) {
        return accounts.account(feed.place().accountId())
                .filter(account -> account.feeds().contains(Feed.Kind.QUEUE))
                .flatMap(account -> switch (end) {
                    case QUEUE -> account.queueUrl();
                    case DEAD_LETTERS -> account.deadLetterQueueUrl();
                });
    }

    private static CallFailed notConfigured(Feed feed, String why) {
        return new CallFailed("feed " + feed, "NotConfigured", why, CallFailed.Nature.FINAL);
    }
}
