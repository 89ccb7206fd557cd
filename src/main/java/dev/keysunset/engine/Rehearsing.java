package dev.keysunset.engine;

import dev.keysunset.core.Place;
import dev.keysunset.core.Rehearsal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds out by a canary key whether the member role may cancel a deletion: once a day in a place where somebody asks. */
@ApplicationScoped
public class Rehearsing implements Rehearsals {
    private final RehearsalCalls calls;
    private final RehearsalLedger ledger;
    private final Clocks clocks;

    public Rehearsing(RehearsalCalls calls, RehearsalLedger ledger, Clocks clocks) {
        this.calls = calls;
        this.ledger = ledger;
        this.clocks = clocks;
    }

    /** Whoever asks while another calls gets the one before. */
    @Override
    public Optional<Rehearsal> latest(Place place) {
        return calls.keyIn(place).flatMap(keyArn -> {
            var rehearsalId = clocks.ids().next();
            if (ledger.intend(rehearsalId, keyArn)) {
                ledger.answered(rehearsalId, calls.cancelDeletion(rehearsalId, keyArn));
            }
            return ledger.latest(place);
        });
    }
}
