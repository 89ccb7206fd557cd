package dev.keysunset.access;

import java.util.Set;

/** Somebody the service knows, and how it knows them again. */
record User(String name, String passwordHash, Set<Role> roles, boolean machine) {
    /** A hash does not belong in a log. */
    @Override
    public String toString() {
        return "User[" + name + "]";
    }
}
