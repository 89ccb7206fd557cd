package dev.keysunset.standin.ground;

import dev.keysunset.standin.clock.DomainClock;

/** What every room of the world shares. */
public record Ground(DomainClock clock, Settings settings, Chance chance, Ids ids) {}
