package dev.keysunset.aws.canaries;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.AwsSettings;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.ConfiguredAccounts;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.keys.KeyDescriptions;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Place;
import dev.keysunset.engine.CanaryCalls;
import dev.keysunset.engine.DomainClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** Calls canaries: each once, under a session of its own, and only after the key was described as unusable. */
@ApplicationScoped
public class KmsCanaries implements CanaryCalls {
    private static final Set<String> DENIALS = Set.of("AccessDeniedException", "AccessDenied");

    /** By the words, because the codes do not follow the state (KMS Developer Guide, key states). */
    private static final Pattern REFUSED_FOR_STATE = Pattern.compile("^\\S+ is (disabled|pending deletion)");

    private final ConfiguredAccounts accounts;
    private final Reads reads;
    private final Clients clients;
    private final CanarySessions sessions;
    private final DomainClock clock;

    public KmsCanaries(
            ConfiguredAccounts accounts, Reads reads, Clients clients, CanarySessions sessions, DomainClock clock) {
        this.accounts = accounts;
        this.reads = reads;
        this.clients = clients;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public Outcome call(UUID canaryId, KeyArn keyArn, String keyUsage) {
        try {
            var key = describe(keyArn);
            var unfit = unfit(key, keyUsage);
            if (unfit.isPresent()) {
                return new Outcome.NotMade(keyArn + " " + unfit.get());
            }
            var operation = CanaryOperation.of(key);
            return operation.isPresent()
                    ? send(canaryId, keyArn, operation.get())
                    : new Outcome.NotMade("no canary is known for " + key.keySpecAsString() + " keys of usage "
                            + keyUsage + ", such as " + keyArn);
        } catch (CallFailed failed) {
            return new Outcome.NotMade(failed.call() + " failed: " + failed.code() + " " + failed.text());
        }
    }

    @Override
    public List<KeyArn> configured(Place place) {
        return accounts.account(place.accountId()).flatMap(AwsSettings.Account::canaryKeys).orElse(List.of()).stream()
                .map(KeyArn::of)
                .filter(keyArn -> keyArn.place().equals(place))
                .toList();
    }

    private KeyMetadata describe(KeyArn keyArn) {
        return reads.answer(keyArn.place(), Api.DESCRIBE_KEY, () -> {
            var metadata = clients.kms(keyArn.place())
                    .describeKey(request -> request.keyId(keyArn.toString()))
                    .keyMetadata();
            if (!keyArn.equals(KeyDescriptions.of(metadata).keyArn())) {
                throw CallFailed.malformed(
                        Api.DESCRIBE_KEY.action(),
                        "WrongKey",
                        "asked for " + keyArn + ", AWS answered for " + metadata.arn());
            }
            return metadata;
        });
    }

    private static Optional<String> unfit(KeyMetadata key, String keyUsage) {
        var state = KeyState.ofAws(key.keyStateAsString());
        if (!state.refusing()) {
            return Optional.of("is " + state.awsName() + "; a canary is called on a disabled key only");
        }
        return keyUsage.equals(key.keyUsageAsString())
                ? Optional.empty()
                : Optional.of("is for " + key.keyUsageAsString() + ", not for " + keyUsage);
    }

    /** @throws CallFailed before anything has been sent to KMS */
    private Outcome send(UUID canaryId, KeyArn keyArn, CanaryOperation operation) {
        var session = sessions.begin(canaryId, operation.api(), keyArn);
        try {
            var answer = operation.sending().to(clients.kms(keyArn.place()), session);
            return new Outcome.Succeeded(clock.now(), answer.responseMetadata().requestId());
        } catch (AwsServiceException e) {
            return answered(CallFailed.of(operation.api().action(), e), Optional.ofNullable(e.requestId()));
        } catch (SdkException e) {
            var failed = CallFailed.of(operation.api().action(), e);
            return new Outcome.Unanswered(failed.code() + " " + failed.text());
        }
    }

    private Outcome answered(CallFailed failed, Optional<String> requestId) {
        var now = clock.now();
        if (REFUSED_FOR_STATE.matcher(failed.text()).find() && requestId.isPresent()) {
            return new Outcome.Failed(now, requestId.get(), failed.code());
        }
        if (DENIALS.contains(failed.code())) {
            return new Outcome.Denied(now, failed.call(), failed.text());
        }
        var text = failed.call() + " failed: " + failed.code() + " " + failed.text();
        return failed.nature() == CallFailed.Nature.FAULT ? new Outcome.Unanswered(text) : new Outcome.NotMade(text);
    }
}
