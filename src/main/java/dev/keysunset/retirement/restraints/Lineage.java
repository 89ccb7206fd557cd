package dev.keysunset.retirement.restraints;

/**
 * Which history of commits a PostgreSQL stands on.
 *
 * @param systemIdentifier of the cluster: a dump that is loaded elsewhere has another one
 * @param timelineId counted up whenever a standby is promoted or a backup recovered (PostgreSQL, "Continuous Archiving and
 *     Point-in-Time Recovery", section "Timelines")
 */
record Lineage(String systemIdentifier, int timelineId) {
    /** Whether commits that the known history held may be missing from this one. */
    boolean mayHaveLost(Lineage known) {
        return !equals(known);
    }

    @Override
    public String toString() {
        return "timeline " + timelineId + " of system " + systemIdentifier;
    }
}
