package dev.keysunset.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a caller may do. Every role reads. */
public enum Role {
    VIEWER,
    SUBMITTER,
    APPROVER,
    ONCALL,
    AUDITOR,
    /** Everything the others may; still never approves what they submitted. */
    ADMIN;

    /** The roles' names where annotations ask for constants. */
    public static final class Name {
        public static final String VIEWER = "viewer";
        public static final String SUBMITTER = "submitter";
        public static final String APPROVER = "approver";
        public static final String ONCALL = "oncall";
        public static final String ADMIN = "admin";

        private Name() {}
    }

    public String roleName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This role and those that come with it. */
    Set<Role> including() {
        return this == ADMIN ? EnumSet.allOf(Role.class) : EnumSet.of(VIEWER, this);
    }
}
