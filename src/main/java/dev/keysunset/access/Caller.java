package dev.keysunset.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who is calling now. */
@RequestScoped
public class Caller {
    private final SecurityIdentity identity;

    public Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    public String name() {
        return identity.getPrincipal().getName();
    }

    /** Their role names, those that come with others included. */
    public SortedSet<String> roles() {
        return new TreeSet<>(identity.getRoles());
    }

    public boolean has(Role role) {
        return identity.hasRole(role.roleName());
    }

    /** Machines submit, people approve. */
    public boolean machine() {
        return Boolean.TRUE.equals(identity.getAttribute(UserIdentities.MACHINE));
    }
}
