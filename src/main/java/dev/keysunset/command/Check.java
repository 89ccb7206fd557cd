package dev.keysunset.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that the doctor looked at.
 *
 * @param remedy what to do, where it is not well
 */
record Check(String subject, Health health, String detail, Optional<String> remedy) {
    enum Health {
        OK,
        /** Nobody can say. */
        UNKNOWN,
        /** Somebody should see it. */
        LOOK,
        /** It keeps the service, or the caller, from their work. */
        BROKEN
    }

    static Check ok(String subject, String detail) {
        return new Check(subject, Health.OK, detail, Optional.empty());
    }

    static Check unknown(String subject, String detail) {
        return new Check(subject, Health.UNKNOWN, detail, Optional.empty());
    }

    static Check look(String subject, String detail, String remedy) {
        return new Check(subject, Health.LOOK, detail, Optional.of(remedy));
    }

    static Check broken(String subject, String detail, String remedy) {
        return new Check(subject, Health.BROKEN, detail, Optional.of(remedy));
    }

    boolean well() {
        return health == Health.OK || health == Health.UNKNOWN;
    }

    List<String> row() {
        return List.of(
                health.name(), subject, detail + remedy.map(todo -> " " + todo).orElse(""));
    }

    Map<String, Object> json() {
        return Map.of("subject", subject, "health", health.name(), "detail", detail, "remedy", remedy.orElse(""));
    }
}
