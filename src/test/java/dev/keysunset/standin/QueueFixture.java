package dev.keysunset.standin;

import dev.keysunset.standin.queue.QueueBehaviour;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A stand-in with queues of which chance keeps off, for tests that do not ask for it. */
abstract class QueueFixture extends StandInFixture {
    /** By which messages hide; signatures are as old as it is behind the machine's. */
    final RealTime real;

    final SqsClient sqs = clients.sqs(ACCOUNT);

    QueueFixture() {
        this(new RealTime(Instant.now()));
    }

    private QueueFixture(RealTime real) {
        super(orderly().withRealTime(real));
        this.real = real;
    }

    static StandInOptions orderly() {
        return options()
                .with(QueueBehaviour.DUPLICATES, 0.0)
                .with(QueueBehaviour.EMPTY_RECEIVES, 0.0)
                .with(QueueBehaviour.REORDERING, false);
    }

    String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
    }

    String queue(String name) {
        return queue(name, Map.of());
    }

    String attribute(String url, QueueAttributeName name) {
        return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(name))
                .attributes()
                .getOrDefault(name, "");
    }

    List<Message> receive(String url) {
        return sqs.receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    static String arn(String queueName) {
        return "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + queueName;
    }
}
