package dev.keysunset.standin.fault;

import dev.keysunset.standin.fault.Target.Trait;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.trail.TrailRecord;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Resource;
import java.util.List;
import java.util.Optional;

/** What targets are held against: a call, or the CloudTrail record of one. */
@FunctionalInterface
interface Subject {
    List<String> values(Trait trait);

    static Subject of(Call call, Optional<KeyArn> key) {
        return trait -> switch (trait) {
            case SERVICE -> List.of(call.service().prefix());
            case ACTION -> List.of(call.action());
            case ACCOUNT -> call.caller().account().stream().toList();
            case REGION -> List.of(call.region());
            case KEY_ARN -> key.map(KeyArn::toString).stream().toList();
            case PRINCIPAL -> List.of(call.caller().arn());
        };
    }

    static Subject of(TrailRecord record) {
        return trait -> switch (trait) {
            case SERVICE -> List.of(record.facts().eventSource().replace(".amazonaws.com", ""));
            case ACTION -> List.of(record.facts().eventName());
            case ACCOUNT -> List.of(record.place().account());
            case REGION -> List.of(record.place().region());
            case KEY_ARN ->
                record.facts().resources().stream().map(Resource::arn).toList();
            case PRINCIPAL ->
                List.of(record.json().path("userIdentity").path("arn").asText());
        };
    }
}
