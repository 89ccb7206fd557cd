package dev.keysunset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS's words for a denial, as seen in published messages. */
class DenialTest {
    private static final KeyArn KEY = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/1");
    private static final String BEGINNING =
            "User: arn:aws:sts::111122223333:assumed-role/KeysunsetMember/keysunset.1 is not"
                    + " authorized to perform: kms:DisableKey on resource: " + KEY + " ";
    private static final String POLICY =
            "arn:aws:organizations::777788889999:policy/o-1/service_control_policy/p-00000001";

    @ParameterizedTest
    @CsvSource({
        "service control policy",
        "resource control policy",
        "resource-based policy",
        "identity-based policy",
        "session policy",
        "VPC endpoint policy",
        "permissions boundary"
    })
    void readsWhichKindOfPolicyDenies(String kind) {
        assertThat(Denial.of(BEGINNING + "with an explicit deny in a " + kind))
                .contains(new Denial.Explicit(kind, Optional.empty()));
        assertThat(Denial.of(BEGINNING + "because no " + kind + " allows the kms:DisableKey action"))
                .contains(new Denial.Implicit(kind));
    }

    @Test
    void readsWhichPolicyDeniesWhereAWSNamesIt() {
        var message = BEGINNING + "with an explicit deny in a service control policy: " + POLICY;
        assertThat(Denial.of(message)).contains(new Denial.Explicit("service control policy", Optional.of(POLICY)));
        assertThat(Denial.remedy(message, new Effect.DisableKey(KEY)))
                .contains(POLICY, "kms:TrailingDaysWithoutKeyUsage", "unused for so long");
        assertThat(Denial.remedy(message, new Effect.ScheduleKeyDeletion(KEY, 7)))
                .contains("kms:ScheduleKeyDeletionPendingWindowInDays", "7 days are too few");
        assertThat(Denial.remedy(message, new Effect.EnableKey(KEY))).doesNotContain("TrailingDays");
    }

    @Test
    void guessesNothingWhereAWSSaysNothing() {
        assertThat(Denial.of("Access denied")).isEmpty();
        assertThat(Denial.remedy("Access denied", new Effect.EnableKey(KEY)))
                .isEqualTo(
                        "Allow the member role kms:EnableKey on this key (role, key policy, service control policy)");
    }
}
