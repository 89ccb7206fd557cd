package dev.keysunset.standin.fleet;

import static java.time.Duration.ofDays;

import dev.keysunset.standin.key.KeyPolicies;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.Daily;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.story.Workload;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;

/** The usual kinds of keys in the demo fleet, and their usual users. */
final class DemoKeys {
    static final String PAYMENTS = "111122223333";
    static final String ANALYTICS = "444455556666";

    private DemoKeys() {}

    static KeyPlan plain(Place place, String name, String description, int ageInDays) {
        return KeyPlan.in(place, "alias/" + name)
                .described(description)
                .aged(ofDays(ageInDays))
                .tag("owner", place.account().equals(PAYMENTS) ? "payments" : "analytics");
    }

    static KeyPlan idle(Place place, String name, String description, int ageInDays, int lastUsedDaysAgo) {
        return plain(place, name, description, ageInDays)
                .story("idle for " + lastUsedDaysAgo + " days")
                .lastUsed(ofDays(lastUsedDaysAgo));
    }

    static KeyPlan neverUsed(Place place, String name, String description, int ageInDays) {
        return plain(place, name, description, ageInDays).story("never used since its creation");
    }

    static KeyPlan beforeTracking(Place place, String name, String description, int ageInDays) {
        return plain(place, name, description, ageInDays).story("not used since tracking began, before that unknown");
    }

    static KeyPlan daily(Place place, String name, String description, int hour, KeyUse use) {
        return plain(place, name, description, 900)
                .story("used every day")
                .lastUsed(Duration.ofHours(20))
                .workload(new Workload(new Daily(LocalTime.of(hour, 15)), use, 1));
    }

    static KeyPlan managed(Place place, String service) {
        return KeyPlan.in(place, "alias/aws/" + service)
                .described("Default key that protects my " + service + " data when no other key is defined")
                .story("managed by AWS")
                .managedByAws()
                .aged(ofDays(1300))
                .lastUsed(ofDays(33))
                .policy(KeyPolicies.awsManaged(place, service));
    }

    static KeyUse by(String account, String role, String operation) {
        return KeyUse.by("arn:aws:iam::" + account + ":role/" + role, operation);
    }

    static KeyUse s3(String role, String object) {
        return by(PAYMENTS, role, "Decrypt").through("AWS Internal", Map.of("aws:s3:arn", "arn:aws:s3:::" + object));
    }

    static KeyUse secret(String role) {
        return by(PAYMENTS, role, "Decrypt")
                .through(
                        "secretsmanager.amazonaws.com",
                        Map.of("SecretARN", "arn:aws:secretsmanager:us-east-1:" + PAYMENTS + ":secret:ledger-db"));
    }
}
