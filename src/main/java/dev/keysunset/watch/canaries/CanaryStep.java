package dev.keysunset.watch.canaries;

import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.Accounts;
import dev.keysunset.engine.CanaryCalls;
import dev.keysunset.engine.CanaryCalls.Outcome;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.canaries.CanaryLedger.Canary;
import dev.keysunset.watch.canaries.CanaryLedger.Finished;
import dev.keysunset.watch.polling.FeedStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One round of canaries of one class of calls: a call on one of its disabled keys, which must fail and come back through the
 * feeds. One key speaks for all of its class, so that a thousand keys cost as many canaries as one.
 */
@ApplicationScoped
public class CanaryStep {
    private static final Logger LOG = Logger.getLogger(CanaryStep.class);

    /** How many members one round tries; where none of these can be called, the next round begins with others. */
    private static final int MEMBERS_A_ROUND = 3;

    private final CanaryLedger ledger;
    private final CanaryCalls calls;
    private final WatchedKeys watchedKeys;
    private final Accounts accounts;
    private final FeedStep.Patience patience;

    public CanaryStep(
            CanaryLedger ledger,
            CanaryCalls calls,
            WatchedKeys watchedKeys,
            Accounts accounts,
            FeedStep.Patience patience) {
        this.ledger = ledger;
        this.calls = calls;
        this.watchedKeys = watchedKeys;
        this.accounts = accounts;
        this.patience = patience;
    }

    /** Leases up to {@code limit} due classes. A class whose first window has just opened is due at once. */
    public List<CanaryClaim> claimDue(int limit) {
        ledger.want(watchedKeys.callable());
        return ledger.claimDue(limit);
    }

    public void run(CanaryClaim claim) {
        var finished = round(claim);
        if (finished.isEmpty() || !ledger.finish(claim, finished.get())) {
            LOG.infof("canary=\"%s\" lease lost in the middle of a round; another replica goes on", claim.calls());
            return;
        }
        finished.get()
                .trouble()
                .ifPresent(trouble -> LOG.warnf("canary=\"%s\" proves nothing: %s", claim.calls(), trouble.because()));
    }

    /** Empty once the lease is lost. */
    private Optional<Finished> round(CanaryClaim claim) {
        var candidates = candidates(claim);
        if (candidates.isEmpty()) {
            return Optional.of(new Finished(Optional.empty(), claim.order(), Optional.empty()));
        }
        var role = accounts.memberRoleArn(claim.calls().place().accountId()).orElse("the member role");
        var round = new CanaryRound(claim, role);
        for (var candidate : candidates.entrySet()) {
            if (round.over()) {
                break;
            }
            var canary = new Canary(patience.clocks().ids().next(), candidate.getKey(), candidate.getValue());
            if (leaseIsOver(claim) || !ledger.intend(claim, canary)) {
                return Optional.empty();
            }
            round.add(canary, call(claim, canary));
        }
        return Optional.of(round.finished(patience.clocks().domain().now(), patience.tempo()));
    }

    private Outcome call(CanaryClaim claim, Canary canary) {
        var outcome = calls.call(canary.id(), canary.keyArn(), claim.calls().keyUsage());
        ledger.answered(canary, outcome);
        if (outcome instanceof Outcome.Succeeded(var at, var requestId)) {
            LOG.errorf(
                    "canary=\"%s\" key=%s request=%s succeeded at %s: the key is not disabled, and this was a use of it",
                    claim.calls(), canary.keyArn(), requestId, at);
        }
        return outcome;
    }

    /** Whom to try, in this order: who served last time, one member, the configured keys, some more members. */
    private SequencedMap<KeyArn, Optional<UUID>> candidates(CanaryClaim claim) {
        var members = callable(claim);
        var candidates = new LinkedHashMap<KeyArn, Optional<UUID>>();
        if (members.isEmpty()) {
            return candidates;
        }
        var configured = calls.configured(claim.calls().place());
        claim.order().favoured().ifPresent(favoured -> {
            members.stream()
                    .filter(member -> member.keyArn().equals(favoured))
                    .forEach(member -> put(member, candidates));
            configured.stream().filter(favoured::equals).forEach(key -> candidates.put(key, Optional.empty()));
        });
        Collections.rotate(members, -claim.order().turn() * MEMBERS_A_ROUND);
        put(members.getFirst(), candidates);
        configured.forEach(key -> candidates.putIfAbsent(key, Optional.empty()));
        members.stream().limit(MEMBERS_A_ROUND).forEach(member -> put(member, candidates));
        return candidates;
    }

    private List<WatchedKey> callable(CanaryClaim claim) {
        var now = patience.clocks().domain().now();
        return watchedKeys.at(List.of(claim.calls().place())).stream()
                .filter(key -> key.keyUsage().equals(claim.calls().keyUsage()) && key.callable(now))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static void put(WatchedKey member, Map<KeyArn, Optional<UUID>> candidates) {
        candidates.put(member.keyArn(), Optional.of(member.retirementId()));
    }

    private boolean leaseIsOver(CanaryClaim claim) {
        return !patience.clocks().real().now().isBefore(claim.lease().ends());
    }
}
