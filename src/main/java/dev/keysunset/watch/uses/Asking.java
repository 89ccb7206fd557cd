package dev.keysunset.watch.uses;

import dev.keysunset.core.Place;

/** Asks the event history for one kind of thing, a little at a time. */
interface Asking {
    AskingTurns.Work work();

    /** As much as one turn has, where there is anything to ask for and it is this replica's turn. */
    void run(Place place);
}
