package dev.keysunset.inventory.candidates;

import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which keys a rule proposes, and what becomes of them. */
record CandidateRule(String name, Duration idleFor, Scope scope, Exceptions exceptions, Terms terms) {

    /** Empty sets do not narrow. */
    record Scope(Set<String> accounts, Set<String> regions) {
        boolean holds(String accountId, String region) {
            return (accounts.isEmpty() || accounts.contains(accountId))
                    && (regions.isEmpty() || regions.contains(region));
        }
    }

    /** @param tags a name, or name=value */
    record Exceptions(List<NamePattern> aliases, List<String> tags) {
        /** One alias is enough, whatever the key's other names are. */
        Optional<String> alias(List<String> names) {
            return names.stream()
                    .filter(name -> aliases.stream().anyMatch(pattern -> pattern.matches(name)))
                    .findFirst();
        }

        Optional<String> tag(Map<String, String> values) {
            return tags.stream()
                    .filter(text -> {
                        var parts = text.split("=", 2);
                        var value = values.get(parts[0]);
                        return value != null && (parts.length == 1 || parts[1].equals(value));
                    })
                    .findFirst();
        }
    }

    /**
     * What becomes of what is proposed.
     *
     * @param submit whether it is handed in when {@code notice} is over
     * @param most so many stand proposed at once
     */
    record Terms(boolean submit, Duration notice, Optional<String> policy, int most) {}

    /** A key as it was last read; {@code whole} if nothing of it was unreadable. */
    record Key(Place place, Standing standing, List<String> aliases, Map<String, String> tags, boolean whole) {
        record Place(String accountId, String region) {}

        /** @param readAt for so long it is known to be idle; what came later nobody has read */
        record Standing(
                Optional<KeyFacts.Owner> manager,
                Optional<KeyState> keyState,
                Optional<Instant> idleSince,
                Instant readAt) {}
    }

    /** Why the rule does not propose the key; empty when it does. What could not be read is never taken for the better. */
    Optional<String> objection(Key key) {
        if (!key.whole()) {
            return Optional.of("Not all of it could be read.");
        }
        if (key.standing().manager().filter(KeyFacts.Owner.CUSTOMER::equals).isEmpty()) {
            return Optional.of("It is not known to be managed by the customer.");
        }
        if (key.standing()
                .keyState()
                .filter(state -> state == KeyState.ENABLED || state == KeyState.DISABLED)
                .isEmpty()) {
            return Optional.of("It is neither enabled nor disabled.");
        }
        if (!scope.holds(key.place().accountId(), key.place().region())) {
            return Optional.of("It is not in an account and Region of the rule.");
        }
        return exceptions
                .alias(key.aliases())
                .map(alias -> "Its alias " + alias + " is excepted.")
                .or(() -> exceptions.tag(key.tags()).map(tag -> "Its tag " + tag + " is excepted."))
                .or(() -> usedOrUnknown(key.standing()));
    }

    private Optional<String> usedOrUnknown(Key.Standing standing) {
        if (standing.idleSince().isEmpty()) {
            return Optional.of("Nobody knows when it was last used.");
        }
        return standing.idleSince()
                .filter(since -> since.plus(idleFor).isAfter(standing.readAt()))
                .map(since -> "It is known to be unused only since " + since + ".");
    }
}
