package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ALIAS_TOO;
import static dev.keysunset.standin.kms.Naming.ID_OR_ARN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnAccount;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.kms.Paging.Listing;
import dev.keysunset.standin.permission.TrailingDays;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** ListKeys, DescribeKey, GetKeyLastUsage. */
final class ReadOperations {
    private static final Listing<Key> KEYS = new Listing<>(
            "Keys",
            100,
            key -> Json.object()
                    .put("KeyId", key.arn().id())
                    .put("KeyArn", key.arn().toString()));

    private final DomainClock clock;
    private final KeyStore store;
    private final Consistency consistency;
    private final TrailingDays trailingDays;
    private final Paging paging;

    ReadOperations(
            DomainClock clock, KeyStore store, TrailingDays trailingDays, Paging paging, Consistency consistency) {
        this.clock = clock;
        this.store = store;
        this.consistency = consistency;
        this.trailingDays = trailingDays;
        this.paging = paging;
    }

    List<Operation> all() {
        return List.of(
                new OnAccount("ListKeys", true, this::listKeys),
                new OnKey("DescribeKey", new Traits(ALIAS_TOO, Rule.ANY_STATE, true, true), this::describeKey),
                new OnKey(
                        "GetKeyLastUsage", new Traits(ID_OR_ARN, Rule.ANY_STATE, true, false), this::getKeyLastUsage));
    }

    private Answer describeKey(KeyCall call) {
        var standing = consistency.read(call.call(), call.key());
        return Answer.read(wrapped("KeyMetadata", KeyMetadata.of(call.key(), standing)));
    }

    private Answer listKeys(Call call) {
        return Answer.read(paging.page(call, KEYS, store.in(call.requiredPlace())));
    }

    /** KeyLastUsage is there even when it is empty. AWS KMS API Reference, "GetKeyLastUsage". */
    private Answer getKeyLastUsage(KeyCall call) {
        Key key = call.key();
        var answer = KeyAnswer.naming(key);
        var usage = answer.putObject("KeyLastUsage");
        key.lastUse()
                .visible(clock.now())
                .ifPresent(use -> usage.put("Operation", use.operation())
                        .put("Timestamp", Json.timestamp(use.at()))
                        .put("CloudTrailEventId", use.eventId())
                        .put("KmsRequestId", use.requestId()));
        answer.put("TrackingStartDate", Json.timestamp(trailingDays.trackedSince(key)))
                .put("KeyCreationDate", Json.timestamp(key.blueprint().created()));
        return Answer.read(answer);
    }

    private static ObjectNode wrapped(String member, ObjectNode inner) {
        var outer = Json.object();
        outer.set(member, inner);
        return outer;
    }
}
