package dev.keysunset.scenario;

import dev.keysunset.cloudformation.QueueFeedStack;
import dev.keysunset.standin.key.Place;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The fast world with queues beside the log groups: one that is as the template lays it out, one whose rule somebody has enabled
 * again without thinking, and two that are not what their settings say.
 */
public class QueueWorld extends FastWorld {
    static final Place HOME = new Place(PAYMENTS, "us-east-1");
    static final Place PLAIN = new Place(ANALYTICS, "us-east-1");
    static final String OF_ANOTHER = "200000000002";
    static final String WITHOUT = "200000000003";

    /** In real seconds; a message that was not deleted comes again soon. */
    private static final String HIDDEN = "2";

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        try (var home = QueueFeedStack.create(standIn(), HOME);
                var plain = QueueFeedStack.create(standIn(), PLAIN)) {
            for (var url : new String[] {home.queueUrl(), home.deadLetterQueueUrl()}) {
                home.sqs()
                        .setQueueAttributes(request -> request.queueUrl(url)
                                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, HIDDEN)));
            }
            plain.events().disableRule(request -> request.name(plain.ruleName()));
            plain.events().enableRule(request -> request.name(plain.ruleName()));
            feed(settings, PAYMENTS, home.queueUrl(), home.deadLetterQueueUrl());
            feed(settings, ANALYTICS, plain.queueUrl(), plain.deadLetterQueueUrl());
            feed(settings, OF_ANOTHER, home.queueUrl(), home.deadLetterQueueUrl());
            var missing = standIn().endpoint() + "/" + WITHOUT + "/keysunset";
            feed(settings, WITHOUT, missing, missing + "-dead-letters");
        }
        return settings;
    }

    private static void feed(Map<String, String> settings, String id, String queueUrl, String deadLetters) {
        account(settings, id, "account " + id, "logs,queue");
        var account = "keysunset.aws.accounts." + id + ".";
        settings.put(account + "regions", HOME.region());
        settings.put(account + "queue-url", queueUrl);
        settings.put(account + "dead-letter-queue-url", deadLetters);
    }
}
