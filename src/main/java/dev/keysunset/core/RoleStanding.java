package dev.keysunset.core;

import java.util.Comparator;
import java.util.List;

/** What one side says of the member role's right to bring a key back: to EnableKey and to CancelKeyDeletion. */
public enum RoleStanding {
    /** Permitted, whatever the other side says. */
    ALLOWED,
    /** Left to the other side: a key policy that admits the account, or a role without a word on it. */
    LEFT_OPEN,
    /** It depends on conditions that nobody can foresee here. */
    DEPENDS,
    /** Not a word that permits it, where a word is needed. */
    SILENT,
    DENIED;

    /** Of the two calls the one that is worse off decides: a way back of one step is none. */
    public static RoleStanding worst(List<RoleStanding> standings) {
        return standings.stream().max(Comparator.naturalOrder()).orElse(DEPENDS);
    }
}
