package dev.keysunset.standin.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Page;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What happens to queues themselves: all of it is management to CloudTrail. */
final class QueueOperations {
    private static final Duration PURGE_RESTS = Duration.ofSeconds(60);
    private static final int LARGEST_PAGE = 1_000;

    private final DomainClock clock;
    private final Queues queues;
    private final AttributesView view;

    QueueOperations(DomainClock clock, Queues queues, AttributesView view) {
        this.clock = clock;
        this.queues = queues;
        this.view = view;
    }

    List<Operation> all() {
        return List.of(
                Operation.writing("CreateQueue", this::createQueue),
                Operation.writing("DeleteQueue", this::deleteQueue),
                Operation.writing("PurgeQueue", this::purgeQueue),
                Operation.writing("SetQueueAttributes", this::setQueueAttributes),
                Operation.writing("TagQueue", this::tagQueue),
                Operation.writing("UntagQueue", this::untagQueue),
                Operation.readingUnseen("GetQueueAttributes", call -> view.of(queue(call), parameters(call))),
                Operation.readingUnseen("GetQueueUrl", call -> Json.object().put("QueueUrl", queues.url(named(call)))),
                Operation.readingUnseen("ListQueues", this::listQueues),
                Operation.readingUnseen("ListQueueTags", call -> tags(queue(call))),
                Operation.readingUnseen("ListDeadLetterSourceQueues", this::listDeadLetterSourceQueues));
    }

    private Answer createQueue(Call call) {
        var parameters = parameters(call);
        var name = parameters.required("QueueName");
        if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
            throw QueueErrors.invalidParameter(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        var arn = new QueueArn(call.requiredPlace(), name);
        var asked = parameters.map("Attributes");
        queues.find(arn).ifPresentOrElse(existing -> requireSame(existing, asked), () -> add(arn, asked, parameters));
        var queue = queues.find(arn).orElseThrow(QueueErrors::noSuchQueue);
        return Answer.told(Json.object().put("QueueUrl", queues.url(queue)));
    }

    private void add(QueueArn arn, Map<String, String> asked, Parameters parameters) {
        var queue = new Queue(arn, QueueAttributes.standard().with(asked), clock.now());
        queue.tags().putAll(parameters.map("tags"));
        queue.tags().putAll(parameters.map("Tags"));
        queues.add(queue);
    }

    /** Creating a queue again is harmless if it is the same queue. */
    private static void requireSame(Queue queue, Map<String, String> asked) {
        asked.forEach((name, value) -> {
            if (!queue.attributes().text(name).orElse("").equals(value)) {
                throw new AwsError(
                        "QueueNameExists",
                        "A queue already exists with the same name and a different value for attribute " + name);
            }
        });
    }

    private Answer deleteQueue(Call call) {
        queues.delete(queue(call), clock.now());
        return Answer.done();
    }

    private Answer purgeQueue(Call call) {
        var queue = queue(call);
        queue.purged()
                .filter(last -> clock.now().isBefore(last.plus(PURGE_RESTS)))
                .ifPresent(_ -> {
                    throw new AwsError(
                            "PurgeQueueInProgress",
                            "Only one PurgeQueue operation on " + queue.arn().name() + " is allowed every 60 seconds.");
                });
        queue.purge(clock.now());
        return Answer.done();
    }

    private Answer setQueueAttributes(Call call) {
        var queue = queue(call);
        queue.change(queue.attributes().with(parameters(call).map("Attributes")), clock.now());
        return Answer.done();
    }

    private Answer tagQueue(Call call) {
        queue(call).tags().putAll(parameters(call).map("Tags"));
        return Answer.done();
    }

    private Answer untagQueue(Call call) {
        parameters(call).texts("TagKeys").forEach(queue(call).tags()::remove);
        return Answer.done();
    }

    private static ObjectNode tags(Queue queue) {
        var answer = Json.object();
        if (!queue.tags().isEmpty()) {
            answer.set("Tags", Json.tree(queue.tags()));
        }
        return answer;
    }

    private ObjectNode listQueues(Call call) {
        var prefix = parameters(call).text("QueueNamePrefix").orElse("");
        var found = queues.in(call.requiredPlace()).stream()
                .filter(queue -> queue.arn().name().startsWith(prefix))
                .toList();
        return urls(call, "QueueUrls", found);
    }

    private ObjectNode listDeadLetterSourceQueues(Call call) {
        return urls(call, "queueUrls", queues.sourcesOf(queue(call).arn()));
    }

    /** A page of URLs; a token comes only to those who asked with MaxResults. */
    private ObjectNode urls(Call call, String member, Collection<Queue> found) {
        var asked = parameters(call).number("MaxResults", 1, LARGEST_PAGE);
        var from = Page.position(call, "NextToken", QueueErrors.invalidParameter("Invalid or expired next token."))
                .map(List::getFirst)
                .orElse(0L);
        var most = asked.orElse(LARGEST_PAGE);
        var answer = Json.object();
        var list = answer.putArray(member);
        found.stream().skip(from).limit(most).map(queues::url).forEach(list::add);
        if (asked.isPresent() && found.size() > from + most) {
            answer.put("NextToken", Page.token(call, "NextToken", from + most));
        }
        return answer;
    }

    private Queue named(Call call) {
        var parameters = parameters(call);
        var place = call.requiredPlace();
        var owner = parameters.text("QueueOwnerAWSAccountId").orElse(place.account());
        var arn = new QueueArn(new Place(owner, place.region()), parameters.required("QueueName"));
        return queues.find(arn).orElseThrow(QueueErrors::noSuchQueue);
    }

    private Queue queue(Call call) {
        return queues.behind(parameters(call).required("QueueUrl"), call.region());
    }

    private static Parameters parameters(Call call) {
        return new Parameters(call.parameters());
    }
}
