package dev.keysunset.retirement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.retirement.submission.Submissions;
import dev.keysunset.retirement.submission.Submitted;
import dev.keysunset.web.Failures;
import dev.keysunset.web.IdempotencyKey;
import dev.keysunset.web.Problem;
import dev.keysunset.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Hands in one line of many. Each stands alone: one that is refused stops none of the others. */
@ApplicationScoped
class LineSubmissions {
    private final Submissions submissions;
    private final ObjectMapper mapper;

    LineSubmissions(Submissions submissions, ObjectMapper mapper) {
        this.submissions = submissions;
        this.mapper = mapper;
    }

    /**
     * What became of one line.
     *
     * @param line counted from 1 as in the body; of CSV the header is line 1
     * @param status as a submission of its own would have been answered
     */
    public record LineResult(int line, int status, Optional<UUID> retirementId, Optional<Problem> problem) {}

    /** @return the result as a line of JSON */
    String submit(BatchLine line, String by, Optional<IdempotencyKey> whole) {
        return json(result(line, by, whole.map(key -> new IdempotencyKey(key.value() + ":" + line.number()))));
    }

    private LineResult result(BatchLine line, String by, Optional<IdempotencyKey> own) {
        try {
            return switch (submissions.submit(line.request().submission(by, own))) {
                case Submitted.Accepted(var view, var created) ->
                    new LineResult(
                            line.number(),
                            created ? 201 : 200,
                            Optional.of(view.retirement().id()),
                            Optional.empty());
                case Submitted refused -> refused(line.number(), RetirementProblems.of(refused));
            };
        } catch (ProblemException e) {
            return refused(line.number(), e.problem());
        } catch (RuntimeException e) {
            // The lines before it are handed in, whatever the answer, and the caller has to learn of them.
            return refused(line.number(), Failures.logged(e, "line=" + line.number()));
        }
    }

    private static LineResult refused(int number, Problem problem) {
        return new LineResult(number, problem.status(), Optional.empty(), Optional.of(problem));
    }

    private String json(LineResult result) {
        try {
            return mapper.writeValueAsString(result) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result line cannot be written as JSON", e);
        }
    }
}
