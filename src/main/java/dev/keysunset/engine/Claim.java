package dev.keysunset.engine;

import dev.keysunset.core.Retirement;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A leased retirement.
 *
 * @param token fences the database: a write that carries an older one changes no row
 * @param version as of the claim; a write that finds another version changes no row
 * @param leaseEnds in real time, on the safe side of what the database will say
 * @param urgentSince when a member was last seen needed, or, of a rollback that a person ordered, the claim itself, in domain
 *     time; empty of what can wait. Where a limit binds, the calls of the newest go first
 */
public record Claim(
        Retirement retirement, UUID token, long version, Instant leaseEnds, Optional<Instant> urgentSince) {}
