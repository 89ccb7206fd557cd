package dev.keysunset.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Set;

/** The people and machines that may call, by user name. */
@ConfigMapping(prefix = "keysunset.users")
public interface UserSettings {
    @WithParentName
    Map<String, User> users();

    /** One user. */
    interface User {
        /** The password's bcrypt hash in modular crypt form, {@code $2a$…} or {@code $2b$…}. */
        String passwordHash();

        Set<Role> roles();

        /** A machine may submit and read; it never approves. */
        @WithDefault("false")
        boolean machine();
    }
}
