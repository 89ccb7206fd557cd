package dev.keysunset.aws.canaries;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.Fence;
import dev.keysunset.aws.FencedCalls;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Rehearsal.Outcome;
import dev.keysunset.engine.CanaryCalls;
import dev.keysunset.engine.Keys;
import dev.keysunset.engine.RehearsalCalls;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Calls CancelKeyDeletion on canary keys that are not pending deletion. */
@ApplicationScoped
public class KmsRehearsals implements RehearsalCalls {
    private static final Logger LOG = Logger.getLogger(KmsRehearsals.class);

    private static final Set<KeyState> NOTHING_TO_CANCEL = EnumSet.of(KeyState.ENABLED, KeyState.DISABLED);
    private static final String REFUSED_FOR_STATE = "KMSInvalidStateException";

    private final CanaryCalls canaries;
    private final Keys keys;
    private final FencedCalls fenced;
    private final CanarySessions sessions;

    public KmsRehearsals(CanaryCalls canaries, Keys keys, FencedCalls fenced, CanarySessions sessions) {
        this.canaries = canaries;
        this.keys = keys;
        this.fenced = fenced;
        this.sessions = sessions;
    }

    @Override
    public Optional<KeyArn> keyIn(Place place) {
        return canaries.configured(place).stream().findFirst();
    }

    @Override
    public Outcome cancelDeletion(UUID rehearsalId, KeyArn keyArn) {
        return switch (keys.describe(keyArn)) {
            case Reading.Read<KeyFacts>(var key) ->
                NOTHING_TO_CANCEL.contains(key.keyState())
                        ? send(rehearsalId, keyArn)
                        : new Outcome.Inconclusive("it is " + key.keyState().awsName());
            case Reading.Absent<KeyFacts> _ -> new Outcome.Inconclusive("it is not there");
            case Reading.Unreadable<KeyFacts>(var call, var code, var message) ->
                new Outcome.Inconclusive(call + " failed: " + code + " " + message);
        };
    }

    private Outcome send(UUID rehearsalId, KeyArn keyArn) {
        var answer = fenced.perform(new FencedCalls.Order(
                Api.CANCEL_KEY_DELETION,
                keyArn,
                Fence.aroundCanary(rehearsalId, Api.CANCEL_KEY_DELETION, keyArn, sessions.end()),
                Optional.empty(),
                (kms, override) -> kms.cancelKeyDeletion(
                        request -> request.keyId(keyArn.toString()).overrideConfiguration(override))));
        return switch (answer) {
            case EffectRecord.Outcome.Done(var _, var requestId) -> {
                LOG.warnf(
                        "canary key %s was just scheduled for deletion; request %s has cancelled it",
                        keyArn, requestId);
                yield new Outcome.LetThrough();
            }
            case EffectRecord.Outcome.Refused refused -> refused(refused);
            case EffectRecord.Outcome.Unknown _ -> new Outcome.Inconclusive("no answer came");
        };
    }

    private static Outcome refused(EffectRecord.Outcome.Refused refused) {
        if (refused.code().equals(REFUSED_FOR_STATE)) {
            return new Outcome.LetThrough();
        }
        // A denied AssumeRole says nothing of the call, and its code says so.
        return refused.code().startsWith("AccessDenied")
                ? new Outcome.Denied(refused.message())
                : new Outcome.Inconclusive(refused.code() + " " + refused.message());
    }
}
