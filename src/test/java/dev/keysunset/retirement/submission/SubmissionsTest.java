package dev.keysunset.retirement.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Cause;
import dev.keysunset.core.Place;
import dev.keysunset.core.RetirementState;
import dev.keysunset.retirement.RetirementWorld;
import dev.keysunset.retirement.Stage;
import dev.keysunset.retirement.submission.Intake.Rejected;
import dev.keysunset.retirement.view.RetirementView;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class SubmissionsTest {
    @Inject
    Stage stage;

    @Inject
    Submissions submissions;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void resolvesAnAliasOnceAndKeepsTheWholeFamily() {
        var family = stage.keys.createFamily(RetirementWorld.PLACE, RetirementWorld.OTHER_PLACE);
        stage.keys.alias("alias/ledger", family.getFirst());

        var submitted = submissions.submit(at("alias/ledger", Optional.of(RetirementWorld.PLACE)));

        assertThat(submitted).isInstanceOfSatisfying(Submitted.Accepted.class, accepted -> {
            assertThat(accepted.created()).isTrue();
            assertThat(accepted.retirement().members())
                    .extracting(RetirementView.MemberView::keyArn)
                    .containsExactlyInAnyOrderElementsOf(family);
            assertThat(accepted.retirement().aliases()).containsExactly("alias/ledger");
            assertThat(accepted.retirement().retirement().policy().name().name())
                    .isEqualTo("standard");
        });
        assertThat(submissions.submit(Stage.submission(family.getLast().toString(), Optional.empty())))
                .isInstanceOf(Submitted.AlreadyLive.class);
    }

    @Test
    void answersTheSameSubmissionAsBefore() {
        var key = stage.keys.create(RetirementWorld.PLACE).toString();
        var name = Optional.of(UUID.randomUUID().toString());
        var first = (Submitted.Accepted) submissions.submit(Stage.submission(key, name));

        var second = submissions.submit(Stage.submission(key, name));

        assertThat(second).isEqualTo(new Submitted.Accepted(first.retirement(), false));
    }

    @Test
    void refusesAnotherBodyUnderTheSameIdempotencyKey() {
        var name = Optional.of(UUID.randomUUID().toString());
        submissions.submit(
                Stage.submission(stage.keys.create(RetirementWorld.PLACE).toString(), name));

        assertThat(submissions.submit(Stage.submission(
                        stage.keys.create(RetirementWorld.PLACE).toString(), name)))
                .isInstanceOf(Submitted.IdempotencyMismatch.class);
    }

    @Test
    void makesOneRetirementOfManyInFlightUnderOneIdempotencyKey() throws Exception {
        var key = stage.keys.create(RetirementWorld.PLACE).toString();
        var name = Optional.of(UUID.randomUUID().toString());
        var barrier = new CyclicBarrier(8);
        Callable<Submitted> submit = () -> {
            barrier.await();
            return submissions.submit(Stage.submission(key, name));
        };

        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = threads
                    .invokeAll(IntStream.range(0, 8).mapToObj(_ -> submit).toList())
                    .stream()
                    .map(answer -> (Submitted.Accepted) answer.resultNow())
                    .toList();
            assertThat(answers)
                    .extracting(answer -> answer.retirement().retirement().id())
                    .containsOnly(answers.getFirst().retirement().retirement().id());
            assertThat(answers.stream().filter(Submitted.Accepted::created)).hasSize(1);
        }
    }

    @Test
    void makesOneRetirementOfManyInFlightForOneKey() throws Exception {
        var key = stage.keys.create(RetirementWorld.PLACE).toString();
        var barrier = new CyclicBarrier(4);
        Callable<Submitted> submit = () -> {
            barrier.await();
            return submissions.submit(Stage.submission(key, Optional.empty()));
        };

        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = threads
                    .invokeAll(IntStream.range(0, 4).mapToObj(_ -> submit).toList())
                    .stream()
                    .map(answer -> answer.resultNow())
                    .toList();
            assertThat(answers.stream().filter(Submitted.Accepted.class::isInstance))
                    .hasSize(1);
            assertThat(answers.stream().filter(Submitted.AlreadyLive.class::isInstance))
                    .hasSize(3);
        }
    }

    @Test
    void tellsUntilWhenAKeyIsInQuarantine() {
        var key = stage.keys.create(RetirementWorld.PLACE);
        var id = stage.submit(key);
        stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.DRIFT), Cause.DRIFT);
        stage.move(id, new RetirementState.RolledBack(stage.clock.now(), Cause.DRIFT), Cause.RESTORED);

        assertThat(submissions.submit(Stage.submission(key.toString(), Optional.empty())))
                .isEqualTo(new Submitted.InQuarantine(id, stage.clock.now().plus(Duration.ofHours(1))));
    }

    @Test
    void saysWhatIsWrongWithAKeyItCannotTake() {
        assertThat(rejection(at("not a key", Optional.empty()))).isInstanceOf(Rejected.BadKey.class);
        assertThat(rejection(at("alias/ledger", Optional.empty())))
                .isInstanceOfSatisfying(
                        Rejected.BadKey.class, bad -> assertThat(bad.field()).isEqualTo("account"));
        assertThat(rejection(at("alias/ledger", Optional.of(new Place("999988887777", "us-east-1")))))
                .isInstanceOf(Rejected.UnknownPlace.class);
        assertThat(rejection(at("alias/nobody", Optional.of(RetirementWorld.PLACE))))
                .isInstanceOf(Rejected.KeyNotFound.class);
        var key = stage.keys.create(RetirementWorld.PLACE).toString();
        assertThat(rejection(at(key, Optional.of(RetirementWorld.OTHER_PLACE))))
                .isInstanceOfSatisfying(
                        Rejected.BadKey.class, bad -> assertThat(bad.field()).isEqualTo("region"));
    }

    @Test
    void plansWithoutStoring() {
        var key = stage.keys.create(RetirementWorld.PLACE);
        var before = stage.count("select count(*) from retirement");

        var planned = submissions.plan(
                new KeyReference(key.toString(), Optional.empty(), Optional.empty()), Optional.of("quick"));

        assertThat(planned).isInstanceOfSatisfying(Planned.Plan.class, plan -> {
            assertThat(plan.blocked()).isFalse();
            assertThat(plan.timetable().windowClosesAt())
                    .isEqualTo(stage.clock.now().plus(Duration.ofMinutes(5)).plus(Duration.ofDays(7)));
        });
        assertThat(stage.count("select count(*) from retirement")).isEqualTo(before);
        assertThat(submissions.plan(
                        new KeyReference(key.toString(), Optional.empty(), Optional.empty()), Optional.of("no")))
                .isEqualTo(
                        new Planned.NotTaken(new Rejected.UnknownPolicy("no", List.of("office", "quick", "standard"))));
    }

    private Rejected rejection(Submission submission) {
        return ((Submitted.NotTaken) submissions.submit(submission)).why();
    }

    private static Submission at(String key, Optional<Place> place) {
        return new Submission(
                new KeyReference(key, place.map(Place::accountId), place.map(Place::region)),
                Optional.empty(),
                new Submission.Grounds("unused", Optional.empty(), Optional.empty()),
                "submitter",
                Optional.empty());
    }
}
