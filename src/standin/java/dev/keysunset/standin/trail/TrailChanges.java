package dev.keysunset.standin.trail;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Resource;
import dev.keysunset.standin.wire.Trace;
import dev.keysunset.standin.wire.Trace.Recording;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes, changes, starts and stops trails: what an insider does first who wants not to be seen. */
final class TrailChanges {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([._-]?[A-Za-z0-9])+");

    /** AWS CloudTrail User Guide, "Quotas in AWS CloudTrail". */
    private static final int MOST_TRAILS = 5;

    private final DomainClock clock;
    private final Trails trails;
    private final TrailNames names;
    private final TrailSettings settings;

    TrailChanges(DomainClock clock, Trails trails, TrailSettings settings) {
        this.clock = clock;
        this.trails = trails;
        this.names = new TrailNames(trails);
        this.settings = settings;
    }

    List<Operation> all() {
        return List.of(
                change("CreateTrail", "Name", this::create),
                change("UpdateTrail", "Name", this::update),
                change("DeleteTrail", "Name", this::delete),
                change("StartLogging", "Name", this::start),
                change("StopLogging", "Name", this::stop),
                change("PutEventSelectors", "TrailName", this::select));
    }

    private static Operation change(String operation, String member, Function<Call, Answer> handler) {
        return new Operation(operation, call -> trace(call, member), handler);
    }

    private static Trace trace(Call call, String member) {
        var resources = call.place()
                .flatMap(place -> call.text(member)
                        .map(name -> name.startsWith("arn:") ? name : ConfiguredTrail.arn(place, name))
                        .map(arn -> new Resource("AWS::CloudTrail::Trail", arn, place.account())));
        return new Trace(Recording.WRITE, resources.map(List::of).orElse(List.of()));
    }

    private Answer create(Call call) {
        var place = call.requiredPlace();
        var name = call.requiredText("Name");
        if (!NAME.matcher(name).matches() || name.length() < 3 || name.length() > 128) {
            throw new AwsError(
                    "InvalidTrailNameException",
                    "Trail name or ARN can only contain uppercase letters, lowercase"
                            + " letters, numbers, periods (.), hyphens (-), and underscores (_).");
        }
        if (trails.find(place, name).isPresent()) {
            throw new AwsError(
                    "TrailAlreadyExistsException",
                    "Trail " + name + " already exists for customer: " + place.account());
        }
        if (trails.in(place).size() >= MOST_TRAILS) {
            throw new AwsError(
                    "MaximumNumberOfTrailsExceededException",
                    "User: " + place.account() + " already has " + MOST_TRAILS + " trails in " + place.region() + ".");
        }
        call.requiredText("S3BucketName");
        var trail = new ConfiguredTrail(place, name, settings.complete(call));
        trails.add(trail);
        return Answer.told(trail.settled());
    }

    private Answer update(Call call) {
        var trail = names.findAtHome(call, "Name");
        trail.change(settings.said(call));
        trails.changed();
        return Answer.told(trail.settled());
    }

    private Answer delete(Call call) {
        trails.remove(names.findAtHome(call, "Name"));
        return Answer.done();
    }

    private Answer start(Call call) {
        names.findAtHome(call, "Name").status().start(clock.now());
        return Answer.done();
    }

    private Answer stop(Call call) {
        names.findAtHome(call, "Name").status().stop(clock.now());
        return Answer.done();
    }

    private Answer select(Call call) {
        var trail = names.findAtHome(call, "TrailName");
        trail.select(EventSelectors.of(call));
        return Answer.told(trail.selectors().described(trail.arn()));
    }
}
