package dev.keysunset.standin.trail;

import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Ids;
import dev.keysunset.standin.ground.Settings;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The {@code addendum} of a record: why it comes late, or what it adds to an earlier one. Its reasons are
 * {@code DELIVERY_DELAY}, {@code UPDATED_DATA} and {@code SERVICE_OUTAGE}; the fields it corrects and the id of the
 * original event stand there only with {@code UPDATED_DATA} (AWS CloudTrail User Guide, "CloudTrail record contents" and
 * "CloudTrail Lake integrations event schema"). How late such records are and which fields may be missing at first are
 * assumptions of this model.
 */
final class Addenda {
    private static final Duration LATEST_CORRECTION = Duration.ofHours(2);
    private static final Duration LATEST_AFTER_OUTAGE = Duration.ofHours(24);

    private final Settings settings;
    private final Ids ids;
    private final RandomGenerator random;

    /** A record and how much later than usual it sets out. */
    record Sending(TrailRecord record, Duration late) {}

    Addenda(Ground ground) {
        this.settings = ground.settings();
        this.ids = ground.ids();
        this.random = ground.chance().of("addenda");
    }

    /** What is sent for one written record: nearly always the record itself, at once. */
    List<Sending> sendings(Draft draft) {
        var drawn = random.nextDouble();
        var outages = settings.get(TrailBehaviour.SERVICE_OUTAGES);
        var delays = outages + settings.get(TrailBehaviour.DELIVERY_DELAYS);
        var updates = delays + settings.get(TrailBehaviour.UPDATED_DATA);
        if (drawn < outages) {
            return List.of(late(draft, "SERVICE_OUTAGE", LATEST_AFTER_OUTAGE));
        }
        if (drawn < delays) {
            return List.of(late(draft, "DELIVERY_DELAY", settings.get(TrailBehaviour.LONGEST_DELIVERY_DELAY)));
        }
        return drawn < updates ? corrected(draft) : List.of(new Sending(draft.seal(), Duration.ZERO));
    }

    /** Later than the longest everyday delay, which readers of a trail may have learned to wait for. */
    private Sending late(Draft draft, String reason, Duration latest) {
        draft.json().putObject("addendum").put("reason", reason);
        var everyday = settings.get(TrailBehaviour.LONGEST_DELAY);
        var longest = latest.compareTo(everyday) < 0 ? everyday : latest;
        return new Sending(draft.seal(), Chance.between(everyday, longest, random));
    }

    /** First a record that lacks what is hardest to do without, then a whole one under an id of its own. */
    private List<Sending> corrected(Draft draft) {
        var field = draft.json().has("resources") ? "resources" : "userAgent";
        var correction = draft.copy();
        var original = draft.json();
        original.remove(field);
        correction.json().put("eventID", ids.uuid());
        var addendum = correction.json().putObject("addendum");
        addendum.put("reason", "UPDATED_DATA").put("updatedFields", field);
        if (original.has("requestID")) {
            addendum.put("originalRequestID", original.path("requestID").asText());
        }
        addendum.put("originalEventID", draft.eventId());
        return List.of(
                new Sending(draft.seal(), Duration.ZERO),
                new Sending(correction.seal(), Chance.upTo(LATEST_CORRECTION, random)));
    }
}
