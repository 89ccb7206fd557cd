package dev.keysunset.notify.channel;

import dev.keysunset.engine.Topics;
import dev.keysunset.engine.Topics.Published;
import java.util.HashMap;
import java.util.Map;

/** An SNS topic: the CloudEvent as the message, and as attributes what subscriptions filter by. */
final class TopicChannel implements Channel {
    /** Printable ASCII on one line (SNS API, Publish). */
    private static final int LONGEST_SUBJECT = 100;

    private final Topics topics;
    private final String topicArn;
    private final CloudEvents events;

    TopicChannel(Topics topics, String topicArn, CloudEvents events) {
        this.topics = topics;
        this.topicArn = topicArn;
        this.events = events;
    }

    @Override
    public boolean groups() {
        return false;
    }

    @Override
    public Outcome send(Message message) {
        var told = message.told().getFirst();
        return switch (topics.publish(topicArn, subject(message), events.of(told), attributes(message))) {
            case Published.Accepted _ -> new Outcome.Delivered();
            case Published.Refused(var why, var passing) when passing -> new Outcome.Later(why);
            case Published.Refused(var why, var _) -> new Outcome.Never(why);
        };
    }

    private static Map<String, String> attributes(Message message) {
        var notification = message.first();
        var attributes = new HashMap<String, String>();
        attributes.put("kind", notification.kind().name());
        attributes.put("severity", notification.kind().severity().name());
        notification.about().accountId().ifPresent(id -> attributes.put("accountId", id));
        return attributes;
    }

    static String subject(Message message) {
        var plain = "Keysunset: " + message.headline().replaceAll("[^\\x20-\\x7e]+", "?");
        return plain.substring(0, Math.min(plain.length(), LONGEST_SUBJECT)).strip();
    }
}
