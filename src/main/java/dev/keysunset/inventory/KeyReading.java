package dev.keysunset.inventory;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.MemberFacts.Surroundings;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Usage;
import dev.keysunset.engine.Keys;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** One key as a scan read it. Each reading stands alone: one that failed does not colour the others. */
record KeyReading(KeyArn keyArn, Reading<KeyFacts> key, Usage usage, Surroundings surroundings, Instant at) {
    static KeyReading of(Keys keys, KeyArn keyArn, Instant at) {
        return new KeyReading(keyArn, keys.describe(keyArn), keys.lastUsage(keyArn), keys.surroundings(keyArn), at);
    }

    /** AWS answered that the key is not there any more, between its listing and this reading. */
    boolean gone() {
        return key instanceof Reading.Absent;
    }

    List<Unreadable> unreadable() {
        var usageFailed = usage instanceof Usage.Unreadable(var code, var message)
                ? Stream.of(new Unreadable("kms:GetKeyLastUsage", code, message))
                : Stream.<Unreadable>empty();
        var others = Stream.of(key, surroundings.aliases(), surroundings.tags())
                .flatMap(reading -> reading.unreadable().stream())
                .map(Unreadable::of);
        return Stream.concat(others, usageFailed).toList();
    }
}
