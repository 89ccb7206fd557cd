package dev.keysunset.standin.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The roles of all accounts. A role that nobody defined is there all the same, may do everything and trusts its own
 * account; the member role, by its name, trusts anybody who brings its external id.
 */
public final class Roles {
    private final String memberRole;
    private final String externalId;
    private final Map<RoleName, Role> defined = new LinkedHashMap<>();
    private final Set<RoleName> deleted = new HashSet<>();

    public Roles(String memberRole, String externalId) {
        this.memberRole = memberRole;
        this.externalId = externalId;
    }

    /** The role of that name; empty once it was deleted. */
    public Optional<Role> find(RoleName name) {
        return deleted.contains(name) ? Optional.empty() : Optional.of(defined.computeIfAbsent(name, this::standard));
    }

    public void define(Role role) {
        deleted.remove(role.name());
        defined.put(role.name(), role);
    }

    public void delete(RoleName name) {
        defined.remove(name);
        deleted.add(name);
    }

    /** The roles that somebody defined or asked for. */
    public Collection<Role> all() {
        return Collections.unmodifiableCollection(defined.values());
    }

    private Role standard(RoleName name) {
        var trust = name.name().equals(memberRole)
                ? Policies.trust(Stream.of("*"), Optional.of(externalId))
                : Policies.trust(Stream.of(name.account()), Optional.empty());
        return new Role(name, trust, Policies.EVERYTHING, Optional.empty(), Role.STANDARD_LONGEST);
    }
}
