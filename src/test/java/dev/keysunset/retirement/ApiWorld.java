package dev.keysunset.retirement;

import static io.restassured.RestAssured.given;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;

/** The room's world with people in it who call over HTTP, each known by their role and by a password that is their name. */
public final class ApiWorld {
    static final String RETIREMENTS = "/api/v1/retirements";

    private ApiWorld() {}

    /** Must be public for Quarkus. */
    public static class Profile extends RetirementWorld.Profile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(super.getConfigOverrides());
            overrides.putAll(users());
            return overrides;
        }
    }

    /** The settings that make those people known. */
    public static Map<String, String> users() {
        var settings = new HashMap<String, String>();
        for (var role : new String[] {"viewer", "submitter", "approver", "oncall", "auditor", "admin"}) {
            user(settings, role, role);
        }
        user(settings, "approver2", "approver");
        user(settings, "robot", "admin");
        settings.put("keysunset.users.robot.machine", "true");
        return settings;
    }

    private static void user(Map<String, String> settings, String name, String role) {
        settings.put("keysunset.users." + name + ".password-hash", BcryptUtil.bcryptHash(name, 4));
        settings.put("keysunset.users." + name + ".roles", role);
    }

    /** A request of that person. */
    public static RequestSpecification as(String name) {
        return given().auth().preemptive().basic(name, name).contentType(ContentType.JSON);
    }

    static Map<String, Object> request(String keyArn) {
        return Map.of("keyArn", keyArn, "reason", "nobody uses it");
    }
}
