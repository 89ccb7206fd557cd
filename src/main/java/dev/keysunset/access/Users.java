package dev.keysunset.access;

import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Everybody the service knows: those configured and, in the demo, one for each role. */
@ApplicationScoped
public class Users {
    private static final String SECOND_APPROVER = "approver2";

    private final SortedMap<String, User> known = new TreeMap<>();

    Users(
            UserSettings settings,
            @ConfigProperty(name = "keysunset.demo.enabled", defaultValue = "false") boolean demo) {
        if (demo) {
            for (var role : Role.values()) {
                add(demoUser(role.roleName(), role));
            }
            add(demoUser(SECOND_APPROVER, Role.APPROVER));
        }
        settings.users()
                .forEach((name, user) ->
                        add(new User(name, user.passwordHash(), EnumSet.copyOf(user.roles()), user.machine())));
    }

    Optional<User> named(String name) {
        return Optional.ofNullable(known.get(name));
    }

    /** Somebody to compare a stranger's password with, so that a stranger costs as much time as a user. */
    Optional<User> anybody() {
        return known.values().stream().findFirst();
    }

    /** The names of everybody, for the start's log and checks. */
    public Set<String> names() {
        return known.keySet();
    }

    /** The people, machines left out, who may do what a role may; by name. */
    public List<String> people(Role role) {
        return known.values().stream()
                .filter(user -> !user.machine())
                .filter(user ->
                        user.roles().stream().anyMatch(own -> own.including().contains(role)))
                .map(User::name)
                .toList();
    }

    private void add(User user) {
        known.put(user.name(), user);
    }

    /** Password = name: known to everybody, so the hash is made cheaply. */
    private static User demoUser(String name, Role role) {
        return new User(name, BcryptUtil.bcryptHash(name, 4), EnumSet.of(role), false);
    }
}
