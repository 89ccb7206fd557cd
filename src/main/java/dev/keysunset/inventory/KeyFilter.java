package dev.keysunset.inventory;

import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.engine.KeySelection;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.Query;
import dev.keysunset.web.Sought;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Which keys are asked for.
 *
 * @param text anywhere in the ARN, an alias or the description, in any case
 */
record KeyFilter(UseFilter use, PlaceFilter place, StateFilter state, Belonging belonging, Optional<String> text) {

    /** @param idleFor known to be unused for at least so long when that was last asked; what is unknown never matches */
    record UseFilter(Optional<Duration> idleFor, Optional<UsageAnswer> answer) {}

    /** An account, a Region, both or neither. */
    record PlaceFilter(Optional<String> accountId, Optional<String> region) {}

    /**
     * To whom the keys belong, and for how long.
     *
     * @param manager of keys that were never described nobody knows it
     * @param owner exactly as the key's tag has it
     * @param olderThan created so long before it was last read
     */
    record Belonging(Optional<KeyFacts.Owner> manager, Optional<String> owner, Optional<Duration> olderThan) {}

    /** Their present state, and how they came to it. */
    record StateFilter(Optional<KeyState> keyState, Optional<ChangeFilter> change) {}

    /** Keys to which this happened since; GONE finds those that are not there any more. */
    record ChangeFilter(KeyChange.Kind kind, Optional<KeyChange.Author> by, Instant since) {}

    /**
     * In the words of people.
     *
     * @throws ProblemException naming the one that cannot be understood
     */
    static KeyFilter of(KeySelection selection) {
        return new KeyFilter(
                new UseFilter(
                        new Query("idleFor", selection.idleFor()).duration(),
                        new Query("usage", selection.usage()).oneOf(UsageAnswer.class)),
                new PlaceFilter(
                        new Query("account", selection.account()).text(),
                        new Query("region", selection.region()).text()),
                new StateFilter(keyState(new Query("state", selection.state())), Optional.empty()),
                new Belonging(
                        Optional.empty(),
                        new Query("owner", selection.owner()).text(),
                        new Query("olderThan", selection.olderThan()).duration()),
                new Query("q", selection.q()).text());
    }

    static Optional<KeyState> keyState(Query query) {
        return query.text().map(name -> {
            var keyState = KeyState.ofAws(name);
            if (keyState == KeyState.UNKNOWN) {
                throw query.invalid("a key state of AWS, such as Enabled or PendingDeletion");
            }
            return keyState;
        });
    }

    boolean asksForUsage() {
        return use.idleFor().isPresent() || use.answer().isPresent();
    }

    KeyFilter whateverItsUsage() {
        return new KeyFilter(new UseFilter(Optional.empty(), Optional.empty()), place, state, belonging, text);
    }

    Restriction restriction() {
        var gone = state.change()
                .filter(asked -> asked.kind() == KeyChange.Kind.GONE)
                .isPresent();
        var restriction = new Restriction(gone ? "goneAt is not null" : "goneAt is null");
        use.idleFor().ifPresent(idle -> restriction.add("idleSeconds >= :idleFor", "idleFor", idle.toSeconds()));
        use.answer().ifPresent(answer -> restriction.add("usage = :usage", "usage", answer));
        place.accountId().ifPresent(account -> restriction.add("accountId = :account", "account", account));
        place.region().ifPresent(region -> restriction.add("region = :region", "region", region));
        state.keyState().ifPresent(asked -> restriction.add("keyState = :state", "state", asked));
        state.change().ifPresent(asked -> restrict(restriction, asked));
        belonging.manager().ifPresent(manager -> restriction.add("manager = :manager", "manager", manager));
        belonging.owner().ifPresent(owner -> restriction.add("ranks.owner = :owner", "owner", KeyRanks.owner(owner)));
        belonging
                .olderThan()
                .ifPresent(age ->
                        restriction.add("timestampdiff(second, creationDate, readAt) >= :age", "age", age.toSeconds()));
        text.ifPresent(part -> restriction.add(
                "search like :text escape '!'", "text", Sought.anywhere(part.toLowerCase(Locale.ROOT))));
        return restriction;
    }

    private static void restrict(Restriction restriction, ChangeFilter asked) {
        var changes = new StringBuilder(
                "keyArn in (select c.keyArn from KeyChangeRow c where c.kind = :change and c.at >= :changedSince");
        restriction.with("changedSince", asked.since());
        asked.by().ifPresent(author -> {
            changes.append(" and c.ours = :ours");
            restriction.with("ours", author == KeyChange.Author.US);
        });
        restriction.add(changes.append(')').toString(), "change", asked.kind());
    }
}
