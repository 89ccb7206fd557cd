package dev.keysunset.retirement.submission;

import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.LookupReading;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Watch;
import dev.keysunset.retirement.MemberRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the watch can hold one more key: what it cannot follow it could never prove. */
@ApplicationScoped
class Room {
    private final Watch watch;
    private final MemberRows members;
    private final Clocks clocks;

    Room(Watch watch, MemberRows members, Clocks clocks) {
        this.watch = watch;
        this.members = members;
        this.clocks = clocks;
    }

    /** Of the first member for which there is none, why not. */
    @Transactional
    public Optional<Intake.Rejected> lacking(List<KeyFacts> family) {
        return family.stream().flatMap(this::lacking).findFirst();
    }

    private Stream<Intake.Rejected> lacking(KeyFacts key) {
        var place = key.keyArn().place();
        return watch
                .lookupAlone(place)
                .flatMap(reading -> full(reading, key.kind().keyUsage()))
                .map(because -> (Intake.Rejected) new Intake.Rejected.NoRoom(place, because))
                .stream();
    }

    private Optional<String> full(LookupReading reading, String keyUsage) {
        return reading.full(
                keyUsage,
                members.live(reading.place(), reading.byKey()),
                clocks.domain().now());
    }
}
