package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database refuses, whoever asks. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class SchemaTest {
    @Inject
    Stage stage;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update timeline set detail = 'rewritten'",
                "delete from timeline",
                "truncate timeline",
                "update assessment set hash = 'rewritten'",
                "delete from assessment",
                "update policy set rules = '{}'",
                "delete from policy",
                "update stop set reason = 'rewritten'",
                "delete from stop",
                "delete from retirement"
            })
    void refusesToRewriteHistory(String statement) {
        var id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);

        assertThatThrownBy(() -> stage.sql(statement)).hasStackTraceContaining("is refused");
    }

    @Test
    void holdsOneLiveRetirementPerKey() {
        var id = stage.submit();
        var other = stage.submit();
        var key = stage.view(id).members().getFirst().keyArn();

        assertThatThrownBy(() -> stage.sql(
                        "insert into retirement_member select '%s', key_arn, account_id, region, role, found_state, key_state,"
                                        .formatted(other)
                                + " aliases, live from retirement_member where live and key_arn = '" + key + "'"))
                .hasStackTraceContaining("retirement_member_live_key");
    }

    @Test
    void holdsOneLiveRetirementPerFamily() {
        var id = stage.submit();
        var other = stage.submit();

        assertThatThrownBy(() ->
                        stage.sql("update retirement set family_key = (select family_key from retirement where id = '"
                                + id + "') where id = '" + other + "'"))
                .hasStackTraceContaining("retirement_live_family");
    }

    @Test
    void refusesAStateWithoutItsData() {
        var id = stage.submit();

        assertThatThrownBy(() -> stage.sql("update retirement set state = 'OBSERVING' where id = '" + id + "'"))
                .hasStackTraceContaining("violates check constraint");
        assertThat(stage.view(id).retirement().state()).isEqualTo(new RetirementState.Submitted());
    }
}
