package dev.keysunset.web;

/** What the framework refuses before any method of ours is asked. */
public final class FrameworkProblems {
    private FrameworkProblems() {}

    public static ProblemException unknown(String path) {
        return of(404, path).exception();
    }

    static Problem of(int status, String path) {
        return switch (status) {
            case 400 ->
                ProblemKind.MALFORMED.with(
                        "The request cannot be understood.", "Compare it with the description at /q/swagger-ui.");
            case 401 ->
                ProblemKind.UNAUTHENTICATED.with(
                        "This needs a person or machine the service knows.",
                        "Send a known user and password by HTTP Basic.");
            case 403 ->
                ProblemKind.FORBIDDEN.with("None of your roles allows this.", "GET /api/v1/me shows your roles.");
            case 404 ->
                ProblemKind.NOT_FOUND.with(
                        "There is nothing at " + path + ".", "All paths are described at /q/swagger-ui.");
            case 405 ->
                new ProblemKind("method-not-allowed", 405, "The method is not allowed here")
                        .with("This path does not take this method.", "The header Allow lists those it takes.");
            case 406 ->
                new ProblemKind("not-acceptable", 406, "No acceptable form")
                        .with("It cannot be sent in a form that Accept allows.", "Accept application/json.")
                        .field("Accept");
            case 413 ->
                ProblemKind.TOO_LARGE.with("The body is larger than the limit.", "Send less, or in several requests.");
            case 415 ->
                new ProblemKind("unsupported-media-type", 415, "The body's form is not known")
                        .with(
                                "A body of this Content-Type cannot be read here.",
                                "Send application/json; a batch takes application/x-ndjson or text/csv.")
                        .field("Content-Type");
            default ->
                new ProblemKind("refused", status, "The request was refused")
                        .with("The request was refused with status " + status + ".", "Compare it with /q/swagger-ui.");
        };
    }
}
