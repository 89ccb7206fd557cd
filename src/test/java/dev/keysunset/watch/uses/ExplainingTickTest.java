package dev.keysunset.watch.uses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.GivenAccounts;
import dev.keysunset.core.Place;
import dev.keysunset.watch.uses.AskingTurns.Work;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** In which order the event history is asked, and by whom. */
@NullMarked
class ExplainingTickTest {
    private static final Place HERE = new Place("111122223333", "us-east-1");
    private static final Place THERE = new Place("444455556666", "us-east-1");

    private final List<String> asked = new ArrayList<>();

    @Test
    void letsTheMostUrgentAskFirstInEveryPlace() {
        tick(asking(Work.CREATORS), asking(Work.HISTORY), asking(Work.RECORDS), asking(Work.LISTING));
        assertThat(asked)
                .containsExactly(
                        "111122223333 RECORDS",
                        "111122223333 LISTING",
                        "111122223333 HISTORY",
                        "111122223333 CREATORS",
                        "444455556666 RECORDS",
                        "444455556666 LISTING",
                        "444455556666 HISTORY",
                        "444455556666 CREATORS");
    }

    @Test
    void goesOnWithAllTheOthersWhenOneFails() {
        tick(asking(Work.CREATORS), failing(Work.RECORDS));
        assertThat(asked).containsExactly("111122223333 CREATORS", "444455556666 CREATORS");
    }

    private static void tick(Asking... askings) {
        new ExplainingTick(
                        GivenAccounts.of("payments", new TreeSet<>(Set.of(HERE, THERE))), List.of(askings), settings())
                .look();
    }

    private Asking asking(Work work) {
        return new Asking() {
            @Override
            public Work work() {
                return work;
            }

            @Override
            public void run(Place place) {
                asked.add(place.accountId() + " " + work);
            }
        };
    }

    private static Asking failing(Work work) {
        return new Asking() {
            @Override
            public Work work() {
                return work;
            }

            @Override
            public void run(Place place) {
                throw new IllegalStateException("nothing works today");
            }
        };
    }

    /** Only Quarkus reads 30s for half a minute. */
    private static UseSettings settings() {
        return new SmallRyeConfigBuilder()
                .withMapping(UseSettings.class)
                .withSources(new PropertiesConfigSource(Map.of("keysunset.last-uses.every", "PT30S"), "test", 100))
                .build()
                .getConfigMapping(UseSettings.class);
    }
}
