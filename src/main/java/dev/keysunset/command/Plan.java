package dev.keysunset.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What would happen to keys. */
@Command(
        name = "plan",
        description = "What would happen to keys, when, and what blocks it. Nothing is changed at AWS.",
        footer = {"", "Ends with 4 unless every key is READY."})
final class Plan extends ServiceCommand {
    /** A plan reads AWS within its quotas. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final Set<String> WORTH_READING = Set.of("BLOCKER", "WARNING");

    @Parameters(
            paramLabel = "KEY",
            arity = "0..*",
            description = "Key ARNs or alias ARNs; or one key id or alias name with --account and --region.")
    List<String> keys = new ArrayList<>();

    @Option(
            names = "--idle-for",
            paramLabel = "DAYS",
            description = "Instead of keys: all that nobody has used for so long, such as 90d.")
    Optional<String> idleFor = Optional.empty();

    @Option(names = "--account", paramLabel = "ID", description = "The account of a key id, or of the idle keys.")
    Optional<String> account = Optional.empty();

    @Option(names = "--region", paramLabel = "REGION", description = "The Region of a key id, or of the idle keys.")
    Optional<String> region = Optional.empty();

    @Option(names = "--policy", paramLabel = "NAME", description = "The rules to plan by, if not the standard ones.")
    Optional<String> policy = Optional.empty();

    Plan(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected Duration patience() {
        return PATIENCE;
    }

    @Override
    protected ExitCode run(Service service) {
        var answer = service.post("/retirements/plan", body(), Map.of());
        if (!answer.json().at("/summary").there()) {
            throw CommandEnd.unreachable("The answer broke off: this plan is not whole. Make it again.");
        }
        print(answer, report -> describe(answer.json(), report));
        var ready = answer.json().items("/items").stream()
                .allMatch(item -> item.required("/outlook").equals("READY"));
        return ExitCode.OK.and(!ready);
    }

    private Map<String, Object> body() {
        if (keys.isEmpty() == idleFor.isEmpty()) {
            throw CommandEnd.usage("Name keys, or give --idle-for: one of the two.");
        }
        var body = new LinkedHashMap<String, Object>();
        policy.ifPresent(name -> body.put("policy", name));
        if (idleFor.isPresent()) {
            body.put("filter", selected());
        } else if (keys.size() == 1) {
            body.put("key", keys.getFirst());
            account.ifPresent(given -> body.put("account", given));
            region.ifPresent(given -> body.put("region", given));
        } else if (account.isPresent() || region.isPresent()) {
            throw CommandEnd.usage("--account and --region go with one key; several are named by their ARNs.");
        } else {
            body.put("keys", keys);
        }
        return body;
    }

    private Map<String, String> selected() {
        var filter = new LinkedHashMap<String, String>();
        idleFor.ifPresent(given -> filter.put("idleFor", given));
        account.ifPresent(given -> filter.put("account", given));
        region.ifPresent(given -> filter.put("region", given));
        return filter;
    }

    private static void describe(Json plan, Report report) {
        plan.texts("/heldBack").forEach(report::line);
        plan.items("/items").forEach(item -> describeItem(item, report));
        report.line(plan.number("/summary/ready") + " ready, " + plan.number("/summary/blocked") + " blocked, "
                + plan.number("/summary/refused") + " refused, " + plan.number("/summary/unreadable/asPlanned")
                + " not readable");
        plan.text("/summary/monthlySaving/monthly")
                .ifPresent(saving -> report.fact(
                        "saving", saving + " " + plan.required("/summary/monthlySaving/currency") + " a month"));
        report.fact("plan", plan.required("/id"));
    }

    private static void describeItem(Json item, Report report) {
        var arns = item.items("/members").stream()
                .map(member -> member.required("/keyArn"))
                .collect(Collectors.joining(" "));
        report.line(item.required("/outlook") + "  " + (arns.isEmpty() ? item.required("/refusal/asked") : arns));
        item.text("/refusal/problem/detail").ifPresent(detail -> report.fact("because", detail));
        item.text("/refusal/problem/remedy").ifPresent(remedy -> report.fact("do", remedy));
        date(item, "disabledAt", "disabled", report);
        date(item, "windowClosesAt", "window closes", report);
        date(item, "deletionDate", "deletion date", report);
        item.items("/findings").stream()
                .filter(finding -> WORTH_READING.contains(finding.required("/severity")))
                .forEach(finding -> report.fact(
                        finding.required("/severity"),
                        finding.required("/detail") + " " + finding.required("/remedy")));
        item.items("/unreadable").forEach(unread -> report.fact("unreadable", unread.required("/detail")));
        item.texts("/because").forEach(because -> report.fact("waits", because));
    }

    private static void date(Json item, String name, String label, Report report) {
        item.text("/dates/" + name).ifPresent(date -> report.fact(label, Report.time(date)));
    }
}
