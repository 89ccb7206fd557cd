package dev.keysunset.standin.topic;

import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.permission.Guarded;
import dev.keysunset.standin.permission.TableService;
import dev.keysunset.standin.queue.Deliveries;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.AwsService;
import dev.keysunset.standin.wire.Call;
import java.util.stream.Stream;

/** The SNS room put together. */
public final class Sns {
    private final Topics topics = new Topics();
    private final Authorizer authorizer;
    private final AwsService service;

    /** SNS without a topic. */
    public Sns(Ground ground, Authorizer authorizer, Deliveries queues) {
        this.authorizer = authorizer;
        service = new TableService(
                this::admit,
                Stream.concat(
                                new TopicOperations(topics, ground.ids()).all().stream(),
                                new PublishOperations(ground, topics, queues).all().stream())
                        .toList());
    }

    public Topics topics() {
        return topics;
    }

    public AwsService service() {
        return service;
    }

    private void admit(Call call) {
        try {
            authorizer.admit(call, guarded(call));
        } catch (AwsError error) {
            throw TopicErrors.inOwnWords(error);
        }
    }

    private Guarded guarded(Call call) {
        var place = call.requiredPlace();
        return call.text("TopicArn")
                .or(() -> call.text("TargetArn"))
                .flatMap(topics::find)
                .map(Topic::guarded)
                .orElseGet(
                        () -> Guarded.without(Topic.arn(place, call.text("Name").orElse("*")), place.account()));
    }
}
