package dev.keysunset.retirement.api;

import dev.keysunset.retirement.view.RecentTimeline;
import dev.keysunset.retirement.view.RecentTimeline.Mark;
import dev.keysunset.retirement.view.RecentTimeline.Moved;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Reads the timeline onwards from one place, in passes, of which one ends before the next begins. A page is read when it is asked
 * for: however much there is to tell, little of it is in memory.
 */
final class MoveReader {
    /** Slow transactions commit lines with an earlier time: each pass looks back so far, and drops what was told. */
    static final Duration LOOK_BACK = Duration.ofSeconds(10);

    private static final int AT_ONCE = 500;
    private static final int REMEMBERED = 5_000;

    private final RecentTimeline timeline;
    private final Supplier<Mark> from;
    private final SequencedSet<UUID> told = new LinkedHashSet<>();
    private Optional<Mark> begin = Optional.empty();
    private Optional<Mark> furthest = Optional.empty();

    /** @param from where it begins, read from the database when the first page is */
    MoveReader(RecentTimeline timeline, Supplier<Mark> from) {
        this.timeline = timeline;
        this.from = from;
    }

    /** @param full whether there may be more */
    private record Page(List<Moved> fresh, boolean full) {}

    /** A pass: all that is there by now and was not told, in the order of recording. */
    Multi<Moved> unread() {
        var pass = new Pass();
        return Multi.createBy()
                .repeating()
                .<Page>uni(() -> onWorker(pass::next))
                .whilst(Page::full)
                .onItem()
                .transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page.fresh()));
    }

    private final class Pass {
        private Optional<Mark> last = Optional.empty();

        private Page next() {
            var found = timeline.since(last.orElseGet(MoveReader.this::start), AT_ONCE);
            if (!found.isEmpty()) {
                last = Optional.of(reached(Mark.of(found.getLast())));
            }
            var fresh = found.stream().filter(MoveReader.this::tell).toList();
            return new Page(fresh, found.size() == AT_ONCE);
        }
    }

    private Mark start() {
        var earliest = begin.orElseGet(from);
        begin = Optional.of(earliest);
        return furthest.map(mark -> Mark.at(mark.recordedAt().minus(LOOK_BACK)))
                .filter(mark -> mark.recordedAt().isAfter(earliest.recordedAt()))
                .orElse(earliest);
    }

    private Mark reached(Mark mark) {
        // A pass that looks back may break off before it is where the last one was.
        if (furthest.filter(known -> known.recordedAt().isAfter(mark.recordedAt()))
                .isEmpty()) {
            furthest = Optional.of(mark);
        }
        return mark;
    }

    /** False where it was told already. */
    private boolean tell(Moved moved) {
        var first = told.add(moved.id());
        if (told.size() > REMEMBERED) {
            told.removeFirst();
        }
        return first;
    }

    private static <T> Uni<T> onWorker(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
