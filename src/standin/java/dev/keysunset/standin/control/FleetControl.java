package dev.keysunset.standin.control;

import dev.keysunset.standin.fleet.Fleet;
import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.storybook.Field;
import dev.keysunset.standin.storybook.PlanReader;
import dev.keysunset.standin.storybook.Storyteller;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /fleet} and {@code /stories}: new keys, described one by one or by a story, and the stories there are. */
public final class FleetControl implements Control {
    private static final int MOST_KEYS = 100_000;

    private final Fleet fleet;
    private final Storyteller storyteller;
    private final Ground ground;

    public FleetControl(Fleet fleet, Storyteller storyteller, Ground ground) {
        this.fleet = fleet;
        this.storyteller = storyteller;
        this.ground = ground;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of(
                        "POST",
                        "/fleet",
                        "new keys: `{keys: [...]}`, or by a story `{story, account, region, count?, seed?, values?}`",
                        this::create),
                Route.of("GET", "/stories", "the stories there are", _ -> showStories()),
                Route.of("POST", "/stories", "one more story, as a YAML file", this::addStory));
    }

    /** {@code {keys: […]}} or {@code {story, account, region, count?, seed?, values?}}. */
    ControlAnswer create(ControlRequest request) {
        var body = Field.of("", Json.readObject(request.body()));
        var created = body.maybe("story").isPresent() ? told(body) : described(body);
        var answer = Json.object();
        var arns = answer.putArray("keyArns");
        created.map(KeyArn::toString).forEach(arns::add);
        return ControlAnswer.ok(answer);
    }

    ControlAnswer showStories() {
        var answer = Json.object();
        var list = answer.putArray("stories");
        for (var story : storyteller.stories().all()) {
            var view = list.addObject()
                    .put("name", story.name())
                    .put("about", story.about())
                    .put("weight", story.weight());
            var values = view.putArray("values");
            story.values().keySet().forEach(values::add);
        }
        return ControlAnswer.ok(answer);
    }

    /** Takes the text of a story file. */
    ControlAnswer addStory(ControlRequest request) {
        var story = storyteller.stories().add("story", request.body());
        return ControlAnswer.ok(Json.object().put("name", story.name()));
    }

    private Stream<KeyArn> described(Field body) {
        body.knows(Set.of("keys"));
        var reader = new PlanReader(ground.clock().now(), ground.chance().of("described keys"));
        var plans = body.required("keys").items().stream().map(reader::read).toList();
        if (plans.isEmpty()) {
            throw body.at("keys").wrong("at least one key is required");
        }
        return plans.stream().map(fleet::createKey);
    }

    private Stream<KeyArn> told(Field body) {
        body.knows(Set.of("story", "account", "region", "count", "seed", "values"));
        var place = new Place(
                body.required("account").text(), body.required("region").text());
        var count = body.maybe("count").map(field -> field.number(1, MOST_KEYS)).orElse(1);
        var chance = body.maybe("seed")
                .map(field -> new Chance(field.read("a whole number", Long::parseLong)))
                .orElse(ground.chance());
        var story = storyteller.stories().named(body.at("story").text());
        return storyteller.tell(story, place, count, body.at("values").texts(), chance).stream();
    }
}
