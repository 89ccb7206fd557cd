package dev.keysunset.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AskingTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Asking asking = new Asking.AtOnce();

    @Test
    void asksAtOnceAndAnswersInTheOrderOfTheQuestions() {
        var second = new CompletableFuture<String>();
        var answers = asking.all(
                List.of("first", "second"),
                LONG,
                question -> {
                    second.complete(question.equals("second") ? "asked" : second.join());
                    return "answer to the " + question;
                },
                question -> "the " + question + " is late");
        assertThat(answers).containsExactly("answer to the first", "answer to the second");
    }

    @Test
    void waitsNoLongerThanItMayAndInterruptsWhoIsLate() {
        var interrupted = new AtomicBoolean();
        var answers = asking.all(
                List.of(1, 2),
                Duration.ofMillis(500),
                question -> question == 1 ? neverTold(interrupted) : "answer",
                question -> "late " + question);
        assertThat(answers).containsExactly("late 1", "answer");
        await().untilTrue(interrupted);
    }

    @Test
    void failsWithTheFailureOfAnyQuestion() {
        assertThatThrownBy(() -> asking.all(List.of(1, 2), LONG, AskingTest::failing, question -> "late " + question))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("2 has no answer");
    }

    private static String failing(int question) {
        if (question == 2) {
            throw new UnsupportedOperationException(question + " has no answer");
        }
        return "answer";
    }

    private static String neverTold(AtomicBoolean interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.set(true);
            Thread.currentThread().interrupt();
        }
        return "nobody hears it";
    }
}
