package dev.keysunset.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page begins; absent on the last one
 */
public record Page<T>(List<T> items, Optional<String> nextCursor) {

    /**
     * A page of at most {@code limit} items.
     *
     * @param found up to {@code limit + 1} items: one more than asked tells that there is a next page
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        var items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, Optional.of(cursor.apply(items.getLast()).toString()));
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), nextCursor);
    }
}
