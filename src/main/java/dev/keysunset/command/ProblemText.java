package dev.keysunset.command;

/** A problem for people: what was wrong, where, and what to do. */
final class ProblemText {
    private static final int LONGEST_FOREIGN_BODY = 200;

    private ProblemText() {}

    static String of(Answer answer) {
        return answer.problem() ? ofProblem(answer.json()) : foreign(answer);
    }

    private static String ofProblem(Json problem) {
        var lines = new Report();
        lines.line(problem.required("/title"));
        lines.fact("what", problem.required("/detail"));
        problem.text("/field").ifPresent(field -> lines.fact("where", field));
        problem.items("/violations")
                .forEach(violation ->
                        lines.fact("where", violation.required("/field") + ": " + violation.required("/detail")));
        problem.text("/remedy").ifPresent(remedy -> lines.fact("do", remedy));
        problem.text("/related").ifPresent(related -> lines.fact("see", related));
        return lines.text();
    }

    /** Not our words: something between here and the service answered, or the address is of something else. */
    private static String foreign(Answer answer) {
        var lines = new Report();
        lines.line("The answer was HTTP " + answer.status() + ", not in Keysunset's words");
        var body = answer.body().strip();
        if (!body.isEmpty()) {
            lines.fact("what", body.substring(0, Math.min(body.length(), LONGEST_FOREIGN_BODY)));
        }
        lines.fact("do", "See whether --url is the service's address, and what stands in between.");
        return lines.text();
    }

    /** For those that have no more than one sentence to say. */
    static String of(String what, String todo) {
        var lines = new Report();
        lines.line(what);
        lines.fact("do", todo);
        return lines.text();
    }
}
