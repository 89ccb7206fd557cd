package dev.keysunset.standin.storybook;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.fleet.Fleet;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.fleet.RulePlan;
import dev.keysunset.standin.fleet.Wiring;
import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Makes keys whose stories are told: a fleet from a file, a fleet by chance, or keys of one story. */
public final class Storyteller {
    /** How often another key is drawn because the alias is taken: a place has only one {@code alias/aws/s3}. */
    private static final int PATIENCE = 200;

    private final Fleet fleet;
    private final Wiring wiring;
    private final DomainClock clock;
    private final Chance chance;
    private final Optional<Path> folder;
    private Optional<Stories> stories = Optional.empty();
    private long told;

    /**
     * A storyteller who reads the stories when somebody first wants one.
     *
     * @param folder stories besides the stand-in's own
     */
    public Storyteller(Fleet fleet, Wiring wiring, DomainClock clock, Chance chance, Optional<Path> folder) {
        this.fleet = fleet;
        this.wiring = wiring;
        this.clock = clock;
        this.chance = chance;
        this.folder = folder;
    }

    /** The stories that can be told. */
    public Stories stories() {
        var known = stories.orElseGet(() -> {
            var read = Stories.builtIn();
            folder.ifPresent(read::addAll);
            return read;
        });
        stories = Optional.of(known);
        return known;
    }

    /**
     * Makes the keys to begin with.
     *
     * @throws IllegalArgumentException naming the file and the field that is wrong
     */
    public void begin(FleetChoice choice) {
        folder.ifPresent(_ -> stories());
        switch (choice) {
            case FleetChoice.None _ -> {}
            case FleetChoice.Named(var name) -> tell(Stories.fleet(name));
            case FleetChoice.Written(var file) -> tell(Yaml.read(file.toString(), text(file)));
            case FleetChoice.Drawn drawn -> tell(drawn);
        }
    }

    /** Makes keys of one story; {@code values} are not drawn. */
    public List<KeyArn> tell(Story story, Place place, int count, Map<String, String> values, Chance luck) {
        var keys = new ArrayList<KeyArn>();
        for (int i = 1; i <= count; i++) {
            var random = luck.of(story.name() + " " + i);
            told++;
            Supplier<KeyPlan> plans = () -> {
                var given = Scene.in(place, told);
                given.putAll(values);
                return story.tell(given, clock.now(), random);
            };
            keys.add(create(plans.get(), plans));
        }
        return keys;
    }

    /** Drawn on every core and made in order: which story a key has depends on its number alone. */
    private void tell(FleetChoice.Drawn drawn) {
        var known = stories();
        var now = clock.now();
        IntStream.rangeClosed(1, drawn.keys())
                .parallel()
                .mapToObj(number -> {
                    var random = chance.of("key " + number);
                    Supplier<KeyPlan> plans = () -> known.any(random)
                            .tell(Scene.among(drawn.accounts(), drawn.regions(), number, random), now, random);
                    return new Draft(plans.get(), plans);
                })
                .toList()
                .forEach(draft -> create(draft.first(), draft.others()));
        told += drawn.keys();
    }

    /**
     * A key as first drawn.
     *
     * @param others what is drawn instead if its alias is taken
     */
    private record Draft(KeyPlan first, Supplier<KeyPlan> others) {}

    /**
     * A fleet as a list: rules with their queues; and where each key is, its story, the values that are to be as given, and
     * members of the key.
     */
    private void tell(Field file) {
        file.knows(Set.of("about", "places", "rules", "keys"));
        var places = file.required("places").members();
        for (var entry : file.at("rules").items()) {
            lay(entry, places);
        }
        for (var entry : file.required("keys").items()) {
            told++;
            var random = chance.of(entry.path());
            fleet.createKey(plan(entry, places, random));
        }
    }

    /** One rule, with its queues, in each of its places. */
    private void lay(Field entry, Map<String, Field> places) {
        entry.knows(Set.of("in", "name", "state", "pattern", "queue", "deadLetters"));
        for (var in : entry.required("in").items()) {
            try {
                wiring.lay(new RulePlan(
                        place(placeOf(in, places)),
                        entry.required("name").text(),
                        entry.required("state").text(),
                        entry.required("pattern").node(),
                        entry.required("queue").text(),
                        entry.required("deadLetters").text()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        entry.wrong("" + e.getMessage()).getMessage(), e);
            }
        }
    }

    private static Field placeOf(Field in, Map<String, Field> places) {
        return Optional.ofNullable(places.get(in.text()))
                .orElseThrow(() -> in.wrong("one of " + places.keySet() + ", not " + in.text()));
    }

    private static Place place(Field place) {
        return new Place(
                place.required("account").text(), place.required("region").text());
    }

    private KeyPlan plan(Field entry, Map<String, Field> places, RandomGenerator random) {
        var place = placeOf(entry.required("in"), places);
        var given = Scene.in(place(place), told);
        given.putAll(place.texts());
        var values = new HashMap<>(entry.members());
        Set.of("in", "story", "key").forEach(values::remove);
        values.forEach((name, value) -> given.put(name, value.text()));
        try {
            return stories()
                    .named(entry.required("story").text())
                    .with(entry.at("key"))
                    .tell(given, clock.now(), random);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(entry.wrong("" + e.getMessage()).getMessage(), e);
        }
    }

    private KeyArn create(KeyPlan first, Supplier<KeyPlan> others) {
        var plan = first;
        for (int i = 0; i < PATIENCE; i++) {
            if (plan.alias().isEmpty() || fleet.find(plan.place(), plan.alias()).isEmpty()) {
                return fleet.createKey(plan);
            }
            plan = others.get();
        }
        throw new IllegalArgumentException("Every alias that the story can have is taken");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
