package dev.keysunset.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyArn;
import dev.keysunset.retirement.ApiWorld;
import dev.keysunset.retirement.RetirementWorld;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** One key of the inventory, and what can be done with it. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class KeyPageTest extends ConsoleStage {
    @Test
    void offersWhatAKeyAllowsThatOnlyTheReasonOfAnotherKeysRetirementNames() {
        var key = stage.keys.create(RetirementWorld.PLACE);
        read(key);
        var other = stage.submit();
        stage.sql("update retirement set reason = 'replaced by " + key + "' where id = '" + other + "'");

        var page = SUBMITTER.open(KeyAddress.of(key).toString());

        assertThat(page.select("section[aria-labelledby=journeys-title]").text())
                .contains("It was never handed in", "Plan to retire it");
        assertThat(page.select("a[href=/retirements/" + other + "]")).isEmpty();
        assertThat(page.select("section[aria-labelledby=guard-title] button").text())
                .contains("Guard it");
        assertThat(page.select("form[action$=/guardrails/propose]")).hasSize(1);
    }

    /** Disabled by somebody else, as the last scan has found it. */
    private void read(KeyArn key) {
        stage.sql("""
                insert into inventory_key (key_arn, account_id, region, key_id, family_key, key_state, manager, role, key_spec,
                    key_usage, origin, creation_date, description, aliases, tags, usage, idle_since, search, read_at,
                    usage_read_at, first_seen_at)
                values ('%1$s', '%2$s', '%3$s', '%4$s', '%1$s', 'DISABLED', 'CUSTOMER', 'SINGLE', 'SYMMETRIC_DEFAULT',
                    'ENCRYPT_DECRYPT', 'AWS_KMS', now() - interval '2 years', 'Archive', array['alias/archive'], '{}',
                    'NOT_SINCE_TRACKING', now() - interval '200 days', '%4$s archive', now(), now(), now())
                """.formatted(key, key.accountId(), key.region(), key.keyId()));
    }
}
