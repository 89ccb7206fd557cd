package dev.keysunset.startup.settings;

import dev.keysunset.aws.AwsSettings;
import dev.keysunset.aws.footings.QueueUrl;
import dev.keysunset.core.Feed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The queues of one account: named where the feed is, its own, and one for each Region. */
record QueueCheck(AwsSettings aws, String accountId, AwsSettings.Account account) {
    Stream<Complaint> complaints() {
        var property = "keysunset.aws.accounts." + accountId;
        var missing =
                account.feeds().contains(Feed.Kind.QUEUE) && account.queueUrl().isEmpty();
        return Stream.of(
                        Complaint.when(
                                missing,
                                property + ".queue-url",
                                "the feed queue needs the URL of the queue that an EventBridge rule of this account fills"),
                        url(property + ".queue-url", account.queueUrl()),
                        url(property + ".dead-letter-queue-url", account.deadLetterQueueUrl()))
                .flatMap(complaints -> complaints);
    }

    private Stream<Complaint> url(String property, Optional<String> setting) {
        return setting.stream().flatMap(text -> {
            var url = QueueUrl.parse(text);
            return Stream.of(
                            Complaint.when(
                                    url.isEmpty(),
                                    property,
                                    "\"" + text + "\" is not the URL of a queue, such as"
                                            + " https://sqs.us-east-1.amazonaws.com/" + accountId + "/keysunset"),
                            Complaint.when(
                                    url.filter(queue -> !queue.accountId().equals(accountId))
                                            .isPresent(),
                                    property,
                                    "a queue of another account; name one that a rule of this account fills"),
                            Complaint.when(
                                    isOneForSeveralRegions(text),
                                    property,
                                    "one queue for " + regions()
                                            + " Regions; events stay in theirs: write " + QueueUrl.REGION
                                            + " where the URL names it"))
                    .flatMap(complaints -> complaints);
        });
    }

    private int regions() {
        return account.regions().map(List::size).orElse(0);
    }

    /** Behind one endpoint for everything, Regions are told apart by the signature alone. */
    private boolean isOneForSeveralRegions(String url) {
        return regions() > 1
                && !url.contains(QueueUrl.REGION)
                && aws.endpointOverride().isEmpty();
    }
}
