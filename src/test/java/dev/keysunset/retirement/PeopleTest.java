package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.Gate;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.RootCause;
import dev.keysunset.core.StateName;
import dev.keysunset.retirement.orders.Answer;
import dev.keysunset.retirement.orders.Retry;
import dev.keysunset.retirement.rollbacks.RollbackFilter;
import dev.keysunset.retirement.rollbacks.RollbackReview;
import dev.keysunset.retirement.rollbacks.RollbackReviews;
import dev.keysunset.retirement.view.RetirementFilter;
import dev.keysunset.retirement.view.RetirementQueries;
import dev.keysunset.web.Position;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people say, and what is answered. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class PeopleTest {
    private static final RollbackReview.Conclusion PAYROLL =
            new RollbackReview.Conclusion("oncall", RootCause.NEEDED_BY_WORKLOAD, "payroll needs it");

    @Inject
    Stage stage;

    @Inject
    RetirementQueries queries;

    @Inject
    RollbackReviews reviews;

    @Inject
    Retry retry;

    private UUID id;

    @BeforeEach
    void submitted() {
        stage.clear();
        id = stage.submit();
    }

    @Test
    void retryMakesItDueNow() {
        stage.stay(id, Duration.ofDays(1));
        assertThat(stage.journal.claimDue(10)).isEmpty();

        assertThat(retry.now(stage.word(id, "oncall"))).isInstanceOf(Answer.Done.class);

        assertThat(stage.claim(id).retirement().id()).isEqualTo(id);
    }

    @Test
    void aRollbackIsAcknowledgedThenResolvedOnceItHasEnded() {
        var since = stage.clock.now();
        stage.move(id, new RetirementState.RollingBack(since, Cause.SIGHTING), Cause.SIGHTING);
        var unresolved = new RollbackFilter(Optional.of(id), Optional.empty(), true);
        var event = reviews.list(unresolved, Optional.empty(), 10).getFirst();
        assertThat(reviews.acknowledge(event.id(), "oncall")).isInstanceOf(RollbackReviews.Reviewed.Done.class);
        assertThat(reviews.acknowledge(event.id(), "oncall")).isInstanceOf(RollbackReviews.Reviewed.NotPossible.class);
        assertThat(reviews.resolve(event.id(), PAYROLL))
                .as("still under way")
                .isInstanceOf(RollbackReviews.Reviewed.NotPossible.class);
        stage.move(id, new RetirementState.RolledBack(since, Cause.SIGHTING), Cause.RESTORED);

        assertThat(reviews.resolve(event.id(), PAYROLL))
                .isInstanceOfSatisfying(RollbackReviews.Reviewed.Done.class, done -> {
                    assertThat(done.review().review().resolved()).isPresent();
                    assertThat(done.review().course().ended()).isPresent();
                });
        assertThat(reviews.list(unresolved, Optional.empty(), 10)).isEmpty();
        assertThat(stage.kinds(id)).contains("ROLLBACK_ACKNOWLEDGED", "ROLLBACK_RESOLVED");
    }

    @Test
    void listsByFilterPageByPage() {
        stage.clock.pass(Duration.ofSeconds(1));
        var later = stage.submit();
        var key = stage.view(later).members().getFirst().keyArn();
        var byKey = new RetirementFilter(
                Optional.of(StateName.SUBMITTED),
                new RetirementFilter.Where(Optional.of("111122223333"), Optional.of("us-east-1"), Optional.of(key)),
                Optional.of("standard"),
                Optional.empty(),
                Optional.of(key.keyId().substring(3, 20).toUpperCase(Locale.ROOT)));
        assertThat(queries.list(byKey, Optional.empty(), 10))
                .extracting(view -> view.retirement().id())
                .containsExactly(later);

        var first = queries.list(RetirementFilter.ALL, Optional.empty(), 1)
                .getFirst()
                .retirement();
        var second = queries.list(
                        RetirementFilter.ALL,
                        Optional.of(new Position(first.submission().at(), first.id())),
                        1)
                .getFirst()
                .retirement();

        assertThat(first.id()).isEqualTo(later);
        assertThat(second.id()).isEqualTo(id);
        assertThat(queries.countByState().get(StateName.SUBMITTED)).isGreaterThanOrEqualTo(2);
        assertThat(queries.countByState()).containsKey(StateName.DELETED);
    }

    @Test
    void keepsEveryAssessmentThatDiffers() {
        stage.record(stage.claim(id), new Decision.Stay(stage.clock.now(), List.of()));
        stage.record(stage.claim(id), new Decision.Stay(stage.clock.now(), List.of()));

        assertThat(queries.assessments(id)).hasSize(1);
        assertThat(queries.assessment(id, Gate.DISABLE)).isPresent();
    }
}
