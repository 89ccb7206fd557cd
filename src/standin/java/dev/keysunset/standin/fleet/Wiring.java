package dev.keysunset.standin.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Ids;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Gateway;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Outcome;
import dev.keysunset.standin.wire.Provenance;
import dev.keysunset.standin.wire.Service;
import java.util.Optional;

/** What the administrators of the fleet's accounts have laid from their keys' events to queues, by the same calls as anybody. */
public final class Wiring {
    private static final String USER_AGENT = "cloudformation.amazonaws.com";

    /** As long, and as often, as AWS allows. */
    private static final String LONGEST_RETENTION = "1209600";

    private static final int MOST_RECEIVES = 1_000;

    private final DomainClock clock;
    private final Gateway gateway;
    private final Ids ids;

    public Wiring(DomainClock clock, Gateway gateway, Ids ids) {
        this.clock = clock;
        this.gateway = gateway;
        this.ids = ids;
    }

    /**
     * Lays the rule and its queues.
     *
     * @throws IllegalArgumentException if AWS would not take them, in its words
     */
    public void lay(RulePlan plan) {
        clock.inOrder(() -> {
            queue(plan, plan.deadLetters(), Json.object());
            queue(
                    plan,
                    plan.queue(),
                    Json.object()
                            .put(
                                    "RedrivePolicy",
                                    Json.write(Json.object()
                                            .put("deadLetterTargetArn", queueArn(plan.place(), plan.deadLetters()))
                                            .put("maxReceiveCount", MOST_RECEIVES))));
            call(
                    plan.place(),
                    Service.EVENTS,
                    "PutRule",
                    Json.object()
                            .put("Name", plan.name())
                            .put("State", plan.state())
                            .put("EventPattern", Json.write(plan.pattern())));
            call(plan.place(), Service.EVENTS, "PutTargets", targets(plan));
            return plan;
        });
    }

    private static ObjectNode targets(RulePlan plan) {
        var parameters = Json.object().put("Rule", plan.name());
        parameters
                .putArray("Targets")
                .addObject()
                .put("Id", "queue")
                .put("Arn", queueArn(plan.place(), plan.queue()))
                .putObject("DeadLetterConfig")
                .put("Arn", queueArn(plan.place(), plan.deadLetters()));
        return parameters;
    }

    private void queue(RulePlan plan, String name, ObjectNode attributes) {
        attributes.put("MessageRetentionPeriod", LONGEST_RETENTION).put("Policy", admitting(plan, name));
        var parameters = Json.object().put("QueueName", name);
        parameters.set("Attributes", attributes);
        call(plan.place(), Service.SQS, "CreateQueue", parameters);
    }

    private static String admitting(RulePlan plan, String queue) {
        var place = plan.place();
        return """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},\
            "Action":"sqs:SendMessage","Resource":"%s",\
            "Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:events:%s:%s:rule/%s"}}}]}\
            """.formatted(queueArn(place, queue), place.region(), place.account(), plan.name());
    }

    private static String queueArn(Place place, String name) {
        return "arn:aws:sqs:" + place.region() + ":" + place.account() + ":" + name;
    }

    private void call(Place place, Service service, String action, ObjectNode parameters) {
        var administrator = new Principal.User(place.account(), "admin", place.account());
        var provenance = new Provenance(ids.uuid(), USER_AGENT, "198.51.100.17", Optional.empty(), true);
        var outcome = gateway.answer(new Call(service, action, place.region(), administrator, parameters, provenance));
        if (outcome instanceof Outcome.Failure(var error, var _)) {
            throw new IllegalArgumentException(action + ": " + error.text());
        }
    }
}
