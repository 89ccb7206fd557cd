package dev.keysunset.console.estate;

import dev.keysunset.console.Frame;
import dev.keysunset.console.Shut;
import dev.keysunset.inventory.IdleKeys;
import dev.keysunset.inventory.KeyOrder;
import dev.keysunset.inventory.ListedKey;
import dev.keysunset.inventory.UsageAnswer;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/** The inventory. */
public record KeysPage(
        Frame frame, Filter filter, Choices choices, Whole whole, List<ListedKey> items, Optional<String> next)
        implements TemplateInstance {
    /**
     * The inventory as a whole, whatever the list shows.
     *
     * @param scanShut why this person does not have it read again, where that is so
     */
    public record Whole(List<Bar> idleness, Optional<Shut> scanShut) {}

    /** As it was asked for. */
    public record Filter(
            Optional<String> q,
            Optional<String> usage,
            Optional<String> idleFor,
            Optional<String> state,
            Optional<String> owner,
            Place place,
            Optional<String> sort) {
        public boolean any() {
            return q.isPresent()
                    || usage.isPresent()
                    || idleFor.isPresent()
                    || state.isPresent()
                    || owner.isPresent()
                    || place.any();
        }
    }

    public record Place(Optional<String> account, Optional<String> region) {
        boolean any() {
            return account.isPresent() || region.isPresent();
        }
    }

    public record Choices(List<UsageAnswer> answers, List<String> states, List<KeyOrder> orders) {}

    /**
     * One bar of the histogram.
     *
     * @param share of the longest bar, in percent
     * @param idleFor what the list is asked for to show these and all that are idle for longer; absent where nothing is known
     */
    public record Bar(String label, long count, long share, Optional<String> idleFor) {
        static List<Bar> of(List<IdleKeys.Count> counts) {
            var most = Math.max(
                    1, counts.stream().mapToLong(IdleKeys.Count::keys).max().orElse(1));
            return counts.stream()
                    .map(count -> new Bar(
                            count.idle().label(),
                            count.keys(),
                            Math.round(100.0 * count.keys() / most),
                            count.idle().atLeast().map(idle -> idle.toDays() + "d")))
                    .toList();
        }
    }
}
