package dev.keysunset.standin.fault;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Something that may go wrong. */
public sealed interface Fault permits FaultKind, ReadFault, RecordFault {
    /** Every fault there is. */
    List<Fault> ALL = Stream.<Fault[]>of(FaultKind.values(), ReadFault.values(), RecordFault.values())
            .flatMap(Arrays::stream)
            .toList();

    String name();

    /**
     * The fault of a name.
     *
     * @throws IllegalArgumentException naming all faults
     */
    static Fault named(String name) {
        return ALL.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of " + ALL + ", not " + name));
    }
}
