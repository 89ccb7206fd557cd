package dev.keysunset.command;

import java.util.Comparator;
import java.util.List;

/** What a decision at a gate is made on. */
final class Evidence {
    private static final List<String> GRAVEST_FIRST = List.of("BLOCKER", "WARNING", "INFO");

    private Evidence() {}

    static void describe(Gate gate, Json assessments, Json decisions, Report report) {
        report.line("At the " + gate + " gate: if enough people approve, " + gate.comesOfIt() + ".");
        assessments.items("/items").stream()
                .filter(assessment -> assessment.required("/gate").equals(gate.name()))
                .reduce((_, later) -> later)
                .ifPresentOrElse(
                        latest -> findings(latest, report),
                        () -> report.fact("WARNING", "Nothing was assessed for it yet."));
        decisions.items("/items").stream()
                .filter(decision -> decision.required("/gate").equals(gate.name()))
                .filter(decision -> !decision.at("/withdrawnAt").there())
                .forEach(decision -> report.fact(
                        decision.required("/decision"),
                        decision.required("/person") + ", " + Report.time(decision.required("/at")) + ": "
                                + decision.required("/comment")));
    }

    private static void findings(Json assessment, Report report) {
        assessment.items("/findings").stream()
                .sorted(Comparator.comparingInt(finding -> GRAVEST_FIRST.indexOf(finding.required("/severity"))))
                .forEach(finding -> report.fact(finding.required("/severity"), finding.required("/detail")));
    }
}
