package dev.keysunset.web;

import java.util.Map;

/** Ends a request with a problem. Not a failure of the service: nothing of it is logged. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    /** With headers: what the answer carries besides, such as the current {@code ETag} */
    public ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.kind().slug() + ": " + problem.detail());
        this.problem = problem;
        this.headers = headers;
    }

    public Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}
