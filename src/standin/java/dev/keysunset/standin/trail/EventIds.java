package dev.keysunset.standin.trail;

import dev.keysunset.standin.wire.Ids;

/** The ids of a call's records: one for the copy of each account, and one that both share. */
public record EventIds(String owner, String caller, String shared) {
    public static EventIds next(Ids ids) {
        return new EventIds(ids.uuid(), ids.uuid(), ids.uuid());
    }
}
