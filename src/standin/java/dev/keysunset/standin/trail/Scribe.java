package dev.keysunset.standin.trail;

import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.trail.RecordWriter.Copy;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.EventIds;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.random.RandomGenerator;

/**
 * Decides who receives a record of a call: the caller's account, and the account of each owner of what the call was
 * about. A denied call from outside is told only to the caller's account; a service that calls for itself is told to the
 * owner. AWS CloudTrail User Guide, "Value of sharedEventID"; AWS KMS Developer Guide, "Logging AWS KMS API calls".
 */
final class Scribe {
    private final Settings settings;
    private final RandomGenerator random;
    private final RecordWriter writer;

    Scribe(Ground ground) {
        this.settings = ground.settings();
        this.random = ground.chance().of("vpc endpoints");
        this.writer = new RecordWriter(settings);
    }

    /** The records of a call. Copies in several accounts, and those of services, share an id. */
    List<Draft> of(ApiEvent event, Instant now) {
        var call = event.call();
        var ids = EventIds.of(call);
        var recipients = recipients(event);
        var shared = recipients.size() > 1 || call.caller().account().isEmpty();
        var endpoint = vpcEndpoint(call);
        return recipients.stream()
                .map(account -> new Copy(
                        ids.in(account), account, shared ? Optional.of(ids.shared()) : Optional.empty(), endpoint))
                .map(copy -> writer.write(event, copy, now))
                .toList();
    }

    private static SequencedSet<String> recipients(ApiEvent event) {
        var accounts = new LinkedHashSet<String>();
        event.call().caller().account().ifPresent(accounts::add);
        if (!event.isDenied()) {
            event.outcome().trace().resources().forEach(resource -> accounts.add(resource.account()));
        }
        return accounts;
    }

    /** Applications may stand in a VPC, services do not. */
    private Optional<String> vpcEndpoint(Call call) {
        var through = random.nextDouble() < settings.get(TrailBehaviour.VPC_ENDPOINTS);
        return through && !(call.caller() instanceof Principal.Service)
                ? Optional.of("vpce-0d98594%010x".formatted(call.caller().arn().hashCode()))
                : Optional.empty();
    }
}
