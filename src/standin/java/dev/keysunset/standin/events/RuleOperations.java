package dev.keysunset.standin.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Optional;

/** Rules as calls. Amazon EventBridge API Reference. */
final class RuleOperations {
    private final Ground ground;
    private final Buses buses;
    private final Router router;

    RuleOperations(Ground ground, Buses buses, Router router) {
        this.ground = ground;
        this.buses = buses;
        this.router = router;
    }

    List<Operation> all() {
        return List.of(
                Operation.writing("PutRule", this::putRule),
                Operation.writing("EnableRule", call -> change(call, enabled(rule(call)))),
                Operation.writing("DisableRule", call -> change(call, RuleState.DISABLED)),
                Operation.writing("DeleteRule", this::deleteRule),
                Operation.reading("DescribeRule", call -> described(rule(call), call)),
                Operation.reading("ListRules", this::listRules),
                Operation.reading("ListRuleNamesByTarget", this::listRuleNamesByTarget));
    }

    private Answer putRule(Call call) {
        var name = call.requiredText("Name");
        if (!name.matches("[.\\-_A-Za-z0-9]{1,64}")) {
            throw AwsError.validation("1 validation error detected: Value '" + name
                    + "' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                    + " [\\.\\-_A-Za-z0-9]+");
        }
        var bus = buses.of(call, "EventBusName");
        var terms = terms(call);
        bus.find(name)
                .ifPresentOrElse(
                        rule -> rule.change(terms, router.settled()),
                        () -> bus.add(new Rule(call.requiredPlace(), name, terms, router.settled())));
        return Answer.told(Json.object().put("RuleArn", bus.rule(name).arn()));
    }

    private Rule.Terms terms(Call call) {
        var pattern = call.text("EventPattern").map(this::pattern);
        var schedule = call.text("ScheduleExpression");
        var state = call.text("State").map(RuleState::parse).orElse(RuleState.ENABLED);
        if (pattern.isEmpty() && schedule.isEmpty()) {
            throw AwsError.validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (schedule.isPresent() && state == RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS) {
            throw AwsError.validation("The state ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS is not supported for"
                    + " rules with a ScheduleExpression.");
        }
        return new Rule.Terms(pattern, schedule, state, call.text("Description"), call.text("RoleArn"));
    }

    private Rule.Pattern pattern(String text) {
        if (text.length() > ground.settings().get(EventsBehaviour.LONGEST_PATTERN)) {
            throw new AwsError("LimitExceededException", "The requested resource exceeds the maximum number allowed.");
        }
        return Rule.Pattern.parse(text);
    }

    private Answer change(Call call, RuleState state) {
        var rule = rule(call);
        rule.change(rule.terms().in(state), router.settled());
        return Answer.done();
    }

    /** EnableRule has no word for what kind of enabled. */
    private RuleState enabled(Rule rule) {
        return rule.terms().state() == RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS
                        && !ground.settings().get(EventsBehaviour.ENABLING_FORGETS)
                ? rule.terms().state()
                : RuleState.ENABLED;
    }

    /** Deleting what is not there is no error; deleting what still has targets is. */
    private Answer deleteRule(Call call) {
        var bus = buses.of(call, "EventBusName");
        bus.find(call.requiredText("Name")).ifPresent(rule -> {
            if (!rule.targets().isEmpty()) {
                throw AwsError.validation("Rule can't be deleted since it has targets.");
            }
            bus.delete(rule.name());
        });
        return Answer.done();
    }

    private ObjectNode listRules(Call call) {
        var prefix = call.text("NamePrefix").orElse("");
        var rules = buses.of(call, "EventBusName").rules().stream()
                .filter(rule -> rule.name().startsWith(prefix))
                .map(RuleOperations::view)
                .toList();
        return Listing.of(call, "Rules", rules);
    }

    private ObjectNode listRuleNamesByTarget(Call call) {
        var target = call.requiredText("TargetArn");
        var names = buses.of(call, "EventBusName").rules().stream()
                .filter(rule -> rule.targets().stream()
                        .anyMatch(known -> known.queue().toString().equals(target)))
                .map(rule -> Json.object().textNode(rule.name()))
                .toList();
        return Listing.of(call, "RuleNames", names);
    }

    private Rule rule(Call call) {
        return buses.of(call, "EventBusName").rule(call.requiredText("Name"));
    }

    private static ObjectNode described(Rule rule, Call call) {
        return view(rule).put("CreatedBy", call.requiredPlace().account());
    }

    private static ObjectNode view(Rule rule) {
        var terms = rule.terms();
        var view = Json.object().put("Name", rule.name()).put("Arn", rule.arn());
        terms.pattern().ifPresent(pattern -> view.put("EventPattern", pattern.text()));
        Optional<String> schedule = terms.schedule();
        schedule.ifPresent(text -> view.put("ScheduleExpression", text));
        terms.description().ifPresent(text -> view.put("Description", text));
        terms.role().ifPresent(arn -> view.put("RoleArn", arn));
        return view.put("State", terms.state().name()).put("EventBusName", Bus.NAME);
    }
}
