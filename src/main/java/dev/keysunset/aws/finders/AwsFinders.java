package dev.keysunset.aws.finders;

import dev.keysunset.aws.Reads;
import dev.keysunset.core.Dependant;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Finders;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/** All finders side by side: their quotas are apart, so one that is slow or refused keeps no other waiting. */
@ApplicationScoped
public class AwsFinders implements Finders {
    private static final Logger LOG = Logger.getLogger(AwsFinders.class);

    private final List<Finder> finders;
    private final Reads reads;

    AwsFinders(@All List<Finder> finders, Reads reads) {
        this.finders = List.copyOf(finders);
        this.reads = reads;
    }

    @Override
    public Map<Dependant.Type, Reading<List<Named>>> read(Place place) {
        var answers = new EnumMap<Dependant.Type, Reading<List<Named>>>(Dependant.Type.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new EnumMap<Dependant.Type, Future<Reading<List<Named>>>>(Dependant.Type.class);
            finders.forEach(finder -> asked.put(finder.type(), threads.submit(found(finder, place))));
            asked.forEach((type, answer) -> answers.put(type, answered(type, place, answer)));
        }
        return answers;
    }

    private Callable<Reading<List<Named>>> found(Finder finder, Place place) {
        return () -> reads.reading(() -> finder.find(place));
    }

    /** A finder that stumbles over an answer leaves its kind unknown, and the others as they are. */
    private static Reading<List<Named>> answered(
            Dependant.Type type, Place place, Future<Reading<List<Named>>> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reading.Unreadable<>("the search for " + type.plural() + " in " + place, "Interrupted", "");
        } catch (ExecutionException e) {
            LOG.errorf(e.getCause(), "place=%s type=%s the finder failed", place, type);
            return new Reading.Unreadable<>(
                    "the search for " + type.plural() + " in " + place, "FinderFailed", String.valueOf(e.getCause()));
        }
    }
}
