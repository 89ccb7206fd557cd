package dev.keysunset.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands a key in. The one thing that is repeated when no answer comes: its Idempotency-Key makes one retirement of it. */
@Command(name = "submit", description = "Hand in a key for retirement, or its whole multi-Region family.")
final class Submit extends ServiceCommand {
    private static final int ATTEMPTS = 3;

    @Parameters(
            paramLabel = "KEY",
            description = "Key ARN or alias ARN; or key id or alias name with --account and --region.")
    String key = "";

    @Option(names = "--account", paramLabel = "ID", description = "The account of a key id or alias name.")
    Optional<String> account = Optional.empty();

    @Option(names = "--region", paramLabel = "REGION", description = "The Region of a key id or alias name.")
    Optional<String> region = Optional.empty();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why it can go: approvers decide on it.")
    String reason = "";

    @Option(names = "--ticket", paramLabel = "ID", description = "Where else it is written about.")
    Optional<String> ticket = Optional.empty();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "The rules it is retired by, if not the standard ones.")
    Optional<String> policy = Optional.empty();

    @Option(
            names = "--plan",
            paramLabel = "ID",
            description = "Go ahead only if the key is in that plan and nothing has changed since.")
    Optional<String> plan = Optional.empty();

    @Option(
            names = "--idempotency-key",
            paramLabel = "TEXT",
            description = "Your own name for this submission: repeated with the same, it makes no second retirement.")
    Optional<String> idempotencyKey = Optional.empty();

    Submit(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected ExitCode run(Service service) {
        var body = new LinkedHashMap<String, String>();
        body.put("key", key);
        account.ifPresent(given -> body.put("account", given));
        region.ifPresent(given -> body.put("region", given));
        body.put("reason", reason);
        ticket.ifPresent(given -> body.put("ticket", given));
        policy.ifPresent(given -> body.put("policy", given));
        plan.ifPresent(given -> body.put("plan", given));
        var answer = submit(
                service, body, idempotencyKey.orElseGet(() -> UUID.randomUUID().toString()));
        print(answer, report -> {
            report.line(answer.status() == 201 ? "Submitted. It is being assessed." : "It had been submitted before.");
            new Retirement(answer.json()).describe(report);
        });
        return ExitCode.OK;
    }

    private Answer submit(Service service, Map<String, String> body, String name) {
        for (var attempt = 1; ; attempt++) {
            try {
                return service.post("/retirements", body, Map.of("Idempotency-Key", name));
            } catch (CommandEnd end) {
                if (end.code() != ExitCode.UNREACHABLE) {
                    throw end;
                }
                if (attempt == ATTEMPTS) {
                    throw CommandEnd.unreachable(end.said()
                            + "\n  It may have been submitted. To repeat it safely: --idempotency-key " + name);
                }
            }
        }
    }
}
