package dev.keysunset.standin.events;

import dev.keysunset.standin.key.Place;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One rule of a bus. Guarded by the domain clock's order, like everything in the world. */
final class Rule {
    private final Place place;
    private final String name;
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private Terms terms;
    private Instant matchesFrom;

    /** What PutRule says about a rule; putting it again replaces all of it. */
    record Terms(
            Optional<Pattern> pattern,
            Optional<String> schedule,
            RuleState state,
            Optional<String> description,
            Optional<String> role) {

        Terms in(RuleState newState) {
            return new Terms(pattern, schedule, newState, description, role);
        }
    }

    /** A pattern as it was written and as it is understood. */
    record Pattern(String text, EventPattern meaning) {
        static Pattern parse(String text) {
            return new Pattern(text, PatternParser.parse(text));
        }
    }

    /**
     * A rule without targets.
     *
     * @param matchesFrom until then it takes nothing
     */
    Rule(Place place, String name, Terms terms, Instant matchesFrom) {
        this.place = place;
        this.name = name;
        this.terms = terms;
        this.matchesFrom = matchesFrom;
    }

    Place place() {
        return place;
    }

    String name() {
        return name;
    }

    String arn() {
        return "arn:aws:events:" + place.region() + ":" + place.account() + ":rule/" + name;
    }

    Terms terms() {
        return terms;
    }

    void change(Terms newTerms, Instant newMatchesFrom) {
        terms = newTerms;
        matchesFrom = newMatchesFrom;
    }

    Collection<Target> targets() {
        return Collections.unmodifiableCollection(targets.values());
    }

    void put(Target target) {
        targets.put(target.id(), target);
    }

    boolean remove(String targetId) {
        return targets.remove(targetId) != null;
    }

    boolean takes(Event event, Instant now) {
        return !now.isBefore(matchesFrom)
                && terms.state().takes(event)
                && terms.pattern()
                        .filter(pattern -> pattern.meaning().matches(event.json()))
                        .isPresent();
    }
}
