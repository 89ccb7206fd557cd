package dev.keysunset.retirement.submission;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Accounts;
import dev.keysunset.engine.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/** Finds the key that people name, once, and its whole family. From then on only full key ARNs are used. */
@ApplicationScoped
public class Intake {
    private final Keys keys;
    private final Accounts accounts;

    Intake(Keys keys, Accounts accounts) {
        this.keys = keys;
        this.accounts = accounts;
    }

    sealed interface Taken {
        /** Every member as AWS describes it now. */
        record Family(List<KeyFacts> members) implements Taken {}

        record Not(Rejected why) implements Taken {}
    }

    /** Why nothing could be read, or nothing was asked. */
    public sealed interface Rejected {
        record BadKey(String field, String detail, String remedy) implements Rejected {}

        /** The configuration does not open this account and Region. */
        record UnknownPlace(Place place, SortedSet<Place> known) implements Rejected {}

        record KeyNotFound(Place place, String key) implements Rejected {}

        /** AWS did not answer; nothing is known of the key. */
        record Unreadable(String call, String code, String message) implements Rejected {}

        /** Event history is the only proof there, and cannot be read for one more key; {@code because} has the numbers. */
        record NoRoom(Place place, String because) implements Rejected {}

        /** Nothing is to be planned any more: a retirement has it, or watches it after a rollback. */
        record AlreadyRetiring(UUID retirementId) implements Rejected {}

        record UnknownPolicy(String policy, List<String> offered) implements Rejected {}
    }

    Taken take(KeyReference reference) {
        return switch (reference.parse()) {
            case KeyReference.Parsed.Bad(var why) -> new Taken.Not(why);
            case KeyReference.Parsed.At(var place, var key) ->
                unknown(place).<Taken>map(Taken.Not::new).orElseGet(() -> resolve(place, key));
        };
    }

    private Taken resolve(Place place, String key) {
        return switch (keys.resolve(place, key)) {
            case Reading.Read<KeyFacts>(var facts) -> family(facts);
            case Reading.Absent<KeyFacts> _ -> new Taken.Not(new Rejected.KeyNotFound(place, key));
            case Reading.Unreadable<KeyFacts> unreadable -> new Taken.Not(unreadable(unreadable));
        };
    }

    private Taken family(KeyFacts resolved) {
        var family = new ArrayList<KeyFacts>();
        for (var member : resolved.kind().family().members()) {
            var unknown = unknown(member.place());
            if (unknown.isPresent()) {
                return new Taken.Not(unknown.get());
            }
            if (member.equals(resolved.keyArn())) {
                family.add(resolved);
                continue;
            }
            switch (keys.describe(member)) {
                case Reading.Read<KeyFacts>(var facts) -> family.add(facts);
                case Reading.Absent<KeyFacts> _ -> {
                    return new Taken.Not(new Rejected.KeyNotFound(member.place(), member.toString()));
                }
                case Reading.Unreadable<KeyFacts> unreadable -> {
                    return new Taken.Not(unreadable(unreadable));
                }
            }
        }
        return new Taken.Family(family);
    }

    /** The names a key is known by; none where they cannot be read, for the assessment tells of that. */
    List<String> aliases(KeyArn keyArn) {
        return keys.surroundings(keyArn).aliases().found().stream()
                .flatMap(names -> names.stream())
                .toList();
    }

    private Optional<Rejected> unknown(Place place) {
        var known = accounts.places();
        return known.contains(place) ? Optional.empty() : Optional.of(new Rejected.UnknownPlace(place, known));
    }

    private static Rejected unreadable(Reading.Unreadable<KeyFacts> reading) {
        return new Rejected.Unreadable(reading.call(), reading.code(), reading.message());
    }
}
