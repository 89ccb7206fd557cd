package dev.keysunset.inventory;

import dev.keysunset.core.KeyState;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Which keys are asked for.
 *
 * @param idleFor known to be unused for at least so long when last read; what is unknown never matches
 * @param text anywhere in the ARN, an alias or the description, in any case
 */
record KeyFilter(
        Optional<Duration> idleFor,
        Optional<UsageAnswer> usage,
        PlaceFilter place,
        Optional<KeyState> keyState,
        Optional<String> text) {

    /** An account, a Region, both or neither. */
    record PlaceFilter(Optional<String> accountId, Optional<String> region) {}

    Restriction restriction() {
        var restriction = new Restriction("goneAt is null");
        // Judged at the time of the reading: a use after it would not be known.
        idleFor.ifPresent(idle ->
                restriction.add("timestampdiff(second, idleSince, readAt) >= :idleFor", "idleFor", idle.toSeconds()));
        usage.ifPresent(answer -> restriction.add("usage = :usage", "usage", answer));
        place.accountId().ifPresent(account -> restriction.add("accountId = :account", "account", account));
        place.region().ifPresent(region -> restriction.add("region = :region", "region", region));
        keyState.ifPresent(state -> restriction.add("keyState = :state", "state", state));
        text.ifPresent(part -> restriction.add("search like :text escape '!'", "text", "%" + literally(part) + "%"));
        return restriction;
    }

    private static String literally(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }
}
