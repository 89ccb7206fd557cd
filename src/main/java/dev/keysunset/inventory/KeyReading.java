package dev.keysunset.inventory;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Rotation;
import dev.keysunset.core.Usage;
import dev.keysunset.engine.KeyCatalog.Circumstances;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One key as a scan read it. Each reading stands alone: one that failed does not colour the others.
 *
 * @param usage absent when there was no need to ask again
 * @param rest absent when there was no need to ask again, or no key any more
 */
public record KeyReading(KeyArn keyArn, Reading<KeyFacts> key, Optional<Usage> usage, Optional<Rest> rest, Instant at) {

    /** Beside state and usage. */
    public record Rest(Circumstances circumstances, Reading<Rotation> rotation) {
        Stream<Unreadable> unreadable() {
            return Stream.of(circumstances.grants(), circumstances.tags(), circumstances.keyPolicy(), rotation)
                    .flatMap(reading -> reading.unreadable().stream())
                    .map(Unreadable::of);
        }
    }

    /** AWS answered that the key is not there any more, between its listing and this reading. */
    public boolean gone() {
        return key instanceof Reading.Absent;
    }

    public List<Unreadable> unreadable() {
        var usageFailed = usage.stream()
                .flatMap(answer -> answer instanceof Usage.Unreadable(var code, var message)
                        ? Stream.of(new Unreadable(Unreadable.LAST_USAGE, code, message))
                        : Stream.empty());
        return Stream.of(
                        key.unreadable().stream().map(Unreadable::of),
                        rest.stream().flatMap(Rest::unreadable),
                        usageFailed)
                .flatMap(causes -> causes)
                .toList();
    }
}
