package dev.keysunset.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks several questions, so that one that nobody answers keeps no other waiting. */
public interface Asking {
    /**
     * The answers, in the order of the questions.
     *
     * @param within how long, in real time, all of them together are waited for
     * @param late what stands for an answer that has not come by then
     */
    <Q, A> List<A> all(List<Q> questions, Duration within, Function<Q, A> ask, Function<Q, A> late);

    /** Each on a thread of its own; whoever is late is interrupted, and not waited for to notice. */
    @ApplicationScoped
    class AtOnce implements Asking {
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        @Override
        public <Q, A> List<A> all(List<Q> questions, Duration within, Function<Q, A> ask, Function<Q, A> late) {
            var tasks = questions.stream()
                    .map(question -> (Callable<A>) () -> ask.apply(question))
                    .toList();
            var asked = asked(tasks, within);
            var answers = new ArrayList<A>(questions.size());
            for (var i = 0; i < questions.size(); i++) {
                var answer = asked.get(i);
                answers.add(answer.isCancelled() ? late.apply(questions.get(i)) : told(answer));
            }
            return answers;
        }

        private <A> List<Future<A>> asked(List<Callable<A>> tasks, Duration within) {
            try {
                return threads.invokeAll(tasks, within.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while it waited for answers", e);
            }
        }

        private static <A> A told(Future<A> answer) {
            if (answer.state() == Future.State.SUCCESS) {
                return answer.resultNow();
            }
            var failure = answer.exceptionNow();
            throw failure instanceof RuntimeException thrown ? thrown : new IllegalStateException(failure);
        }
    }
}
