package dev.keysunset.standin.storybook;

import dev.keysunset.standin.identity.PrincipalName;
import dev.keysunset.standin.story.Effort;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.story.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a workload: {@code {operation, principal, onBehalfOf?, encryptionContext?, destination?, replicaRegion?,
 * calls?, attempts?, retryAfter?}} and a habit.
 */
final class WorkloadReader {
    private static final Set<String> MEMBERS = Set.of(
            "operation",
            "principal",
            "onBehalfOf",
            "encryptionContext",
            "destination",
            "replicaRegion",
            "calls",
            "attempts",
            "retryAfter");
    private static final Set<String> OPERATIONS = Set.of(
            "Encrypt",
            "Decrypt",
            "ReEncrypt",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "Sign",
            "Verify",
            "GenerateMac",
            "VerifyMac",
            "DeriveSharedSecret",
            "Encapsulate",
            "Decapsulate",
            "GetPublicKey",
            "DescribeKey",
            "CreateGrant");
    private static final Set<String> KNOWN =
            Stream.of(MEMBERS, HabitReader.MEMBERS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    private static final int MOST = 100_000;

    private final Instant now;
    private final HabitReader habits;

    WorkloadReader(Instant now, RandomGenerator random) {
        this.now = now;
        this.habits = new HabitReader(now, random);
    }

    Workload read(Field workload) {
        workload.knows(KNOWN);
        return new Workload(
                habits.read(workload),
                use(workload),
                effort(workload),
                workload.maybe("replicaRegion").map(Field::text));
    }

    private KeyUse use(Field workload) {
        var operation = workload.required("operation");
        if (!OPERATIONS.contains(operation.text())) {
            throw operation.wrong("one of " + OPERATIONS.stream().sorted().toList() + ", not " + operation.text());
        }
        var principal = workload.required("principal");
        if (PrincipalName.parse(principal.text(), now).isEmpty()) {
            throw principal.wrong(
                    "an IAM or STS ARN or the DNS name of an AWS service is expected, not " + principal.text());
        }
        return new KeyUse(
                operation.text(),
                principal.text(),
                workload.maybe("onBehalfOf").map(Field::text),
                workload.at("encryptionContext").texts(),
                workload.maybe("destination").map(Field::text));
    }

    private static Effort effort(Field workload) {
        return new Effort(
                workload.maybe("calls").map(field -> field.number(1, MOST)).orElse(1),
                workload.maybe("attempts").map(field -> field.number(1, MOST)).orElse(1),
                workload.maybe("retryAfter").map(Field::duration).orElse(Duration.ofDays(1)));
    }
}
