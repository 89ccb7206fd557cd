package dev.keysunset.web;

import java.net.URI;

/**
 * A kind of problem, the same words every time it occurs.
 *
 * @param slug the last part of the type URI
 */
public record ProblemKind(String slug, int status, String title) {
    public static final ProblemKind MALFORMED = new ProblemKind("malformed-request", 400, "The request is malformed");
    public static final ProblemKind INVALID = new ProblemKind("invalid-field", 400, "A field is not valid");
    public static final ProblemKind UNAUTHENTICATED = new ProblemKind("not-authenticated", 401, "Nobody is signed in");
    public static final ProblemKind FORBIDDEN = new ProblemKind("role-missing", 403, "Your roles do not allow this");
    public static final ProblemKind NOT_FOUND = new ProblemKind("not-found", 404, "There is no such thing");
    public static final ProblemKind STALE = new ProblemKind("stale-version", 412, "It changed since you read it");
    public static final ProblemKind TOO_LARGE = new ProblemKind("body-too-large", 413, "The body is too large");
    public static final ProblemKind PRECONDITION_REQUIRED =
            new ProblemKind("if-match-required", 428, "The version you decided on is missing");
    public static final ProblemKind INTERNAL = new ProblemKind("internal-error", 500, "The service failed");

    public URI type() {
        return URI.create("https://keysunset.dev/problems/" + slug);
    }

    public Problem with(String detail, String remedy) {
        return new Problem(this, detail, remedy, Problem.Where.NOWHERE);
    }
}
