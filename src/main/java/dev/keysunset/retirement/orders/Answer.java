package dev.keysunset.retirement.orders;

import dev.keysunset.core.StateName;
import dev.keysunset.retirement.view.RetirementView;
import java.util.UUID;

/** What became of a person's word to a retirement. Only {@link Done} has changed anything. */
public sealed interface Answer {
    record Done(RetirementView retirement) implements Answer {}

    record NotFound(UUID retirementId) implements Answer {}

    /** It has changed since they read it. */
    record Changed(long version) implements Answer {}

    /** Not now: why, and what would free it. */
    record NotPossible(StateName state, String because, String remedy) implements Answer {}
}
