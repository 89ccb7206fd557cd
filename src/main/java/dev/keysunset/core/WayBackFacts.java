package dev.keysunset.core;

import java.util.Optional;

/**
 * What is known of the member role's right to bring a key back, but for the key's own policy.
 *
 * @param role what IAM says of it
 * @param broughtBack what AWS has let it do in the same account and Region
 * @param rehearsal what AWS says to it of a canary key there; empty where there is none
 */
public record WayBackFacts(Reading<RoleStanding> role, BroughtBack broughtBack, Optional<Rehearsal> rehearsal) {
    boolean denied() {
        return rehearsal.filter(Rehearsal::denied).isPresent();
    }

    /** What was seen nearby, as against what policies say. */
    String seenIn(Place place) {
        return broughtBack.inWords(place)
                + rehearsal.map(last -> " " + last.inWords()).orElse("");
    }
}
