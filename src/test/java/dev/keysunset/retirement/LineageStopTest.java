package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.engine.Restraints;
import dev.keysunset.retirement.restraints.Stops;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that went back in time is noticed before anything dangerous is done by it. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class LineageStopTest {
    @Inject
    Stage stage;

    @Inject
    Restraints restraints;

    @Inject
    Stops stops;

    private UUID id;

    @BeforeEach
    void awaitApproval() {
        stage.clear();
        id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
    }

    @AfterEach
    void clear() {
        stage.clear();
    }

    @Test
    void holdsNothingBackOnTheDatabaseThatIsKnown() {
        assertThat(restraints.on(stage.view(id).retirement())).isEmpty();
    }

    @Test
    void stopsEverythingWhenTheDatabaseWasRestored() {
        lastKnown("6812345678901234567", 41);

        assertThat(restraints.on(stage.view(id).retirement()))
                .singleElement()
                .satisfies(attention -> assertThat(attention.kind()).isEqualTo(Attention.Kind.STOPPED));
        assertThat(stops.everywhere()).hasValueSatisfying(stop -> {
            assertThat(stop.by()).isEqualTo("keysunset");
            assertThat(stop.reason()).contains("timeline 41 of system 6812345678901234567", "Compare with AWS");
        });
    }

    @Test
    void goesOnOnceAPersonHasComparedAndReleasedTheStop() {
        lastKnown("6812345678901234567", 41);
        restraints.on(stage.view(id).retirement());

        stops.release(Optional.empty(), "admin", "compared: nothing is missing");

        assertThat(restraints.on(stage.view(id).retirement())).isEmpty();
    }

    private void lastKnown(String system, int timeline) {
        stage.sql("insert into lineage (system_identifier, timeline_id) values ('" + system + "', " + timeline + ")");
    }
}
