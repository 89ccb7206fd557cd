package dev.keysunset.inventory.candidates;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyState;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.KeyHolds;
import dev.keysunset.engine.ProposedSubmissions;
import dev.keysunset.engine.ProposedSubmissions.Outcome;
import dev.keysunset.engine.ProposedSubmissions.Terms;
import dev.keysunset.inventory.InventoryKeys;
import dev.keysunset.inventory.ListedKey;
import dev.keysunset.inventory.candidates.Candidates.Candidate;
import dev.keysunset.inventory.candidates.Candidates.State;
import dev.keysunset.inventory.money.KeyOwner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Applies the rules to the inventory. Two replicas that do so at once propose nothing twice and submit nothing twice: the
 * database and the name of each submission see to it.
 */
@ApplicationScoped
public class Proposing {
    private static final Logger LOG = Logger.getLogger(Proposing.class);
    private static final int PART = 200;

    private final CandidateRules rules;
    private final Candidates candidates;
    private final InventoryKeys inventory;
    private final Outside outside;
    private final Clocks clocks;

    /** What a proposal meets outside of the inventory. */
    @ApplicationScoped
    static class Outside {
        private final KeyHolds holds;
        private final ProposedSubmissions submissions;

        Outside(KeyHolds holds, ProposedSubmissions submissions) {
            this.holds = holds;
            this.submissions = submissions;
        }

        boolean held(KeyArn keyArn) {
            return holds.on(List.of(keyArn)).isPresent();
        }

        Outcome submit(Candidate candidate, CandidateRule rule) {
            var terms = new Terms("rule " + rule.name(), rule.terms().policy(), candidate.because());
            return submissions.submit(candidate.key(), terms, "candidate-" + candidate.id());
        }
    }

    Proposing(CandidateRules rules, Candidates candidates, InventoryKeys inventory, Outside outside, Clocks clocks) {
        this.rules = rules;
        this.candidates = candidates;
        this.inventory = inventory;
        this.outside = outside;
        this.clocks = clocks;
    }

    public void run() {
        for (var rule : rules.all()) {
            review(rule);
            propose(rule);
        }
    }

    /** First what is open: a rule that may propose only so many must not hold on to what is none any more. */
    private void review(CandidateRule rule) {
        var part = candidates.open(rule.name(), "", PART);
        while (!part.isEmpty()) {
            part.forEach(candidate -> review(rule, candidate));
            part = candidates.open(rule.name(), part.getLast().keyArn(), PART);
        }
    }

    private void review(CandidateRule rule, Candidate candidate) {
        var keyArn = candidate.key();
        var known = inventory.named(keyArn.place(), keyArn.keyId());
        var objection =
                known.isEmpty() ? Optional.of("The inventory has it no more.") : objection(rule, keyArn, known.get());
        if (objection.isPresent()) {
            candidates.settle(candidate.id(), State.WITHDRAWN, objection.get(), Optional.empty());
        } else if (due(candidate) && !outside.held(keyArn)) {
            submit(rule, candidate);
        }
    }

    private Optional<String> objection(CandidateRule rule, KeyArn keyArn, ListedKey key) {
        if (key.key().freshness().goneAt().isPresent()) {
            return Optional.of("It is gone.");
        }
        return candidates.inRetirement(keyArn) ? Optional.of("It is in a retirement.") : rule.objection(asRead(key));
    }

    private boolean due(Candidate candidate) {
        return candidate
                .proposal()
                .submitAt()
                .filter(at -> !at.isAfter(clocks.domain().now()))
                .isPresent();
    }

    private void submit(CandidateRule rule, Candidate candidate) {
        switch (outside.submit(candidate, rule)) {
            case Outcome.Taken(var retirementId) ->
                candidates.settle(candidate.id(), State.SUBMITTED, candidate.because(), Optional.of(retirementId));
            case Outcome.Refused(var why) -> candidates.settle(candidate.id(), State.REFUSED, why, Optional.empty());
            case Outcome.NotNow(var why) ->
                LOG.warnf("keyArn=%s rule=%s not submitted yet: %s", candidate.keyArn(), rule.name(), why);
        }
    }

    private void propose(CandidateRule rule) {
        var cursor = Optional.<String>empty();
        var proposed = 0L;
        do {
            var page = inventory.idle(rule.idleFor(), cursor, PART);
            proposed += page.items().stream().filter(key -> propose(rule, key)).count();
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        if (proposed > 0) {
            LOG.infof(
                    "rule=%s proposed=%d submits=%s",
                    rule.name(), proposed, rule.terms().submit());
        }
    }

    private boolean propose(CandidateRule rule, ListedKey key) {
        if (rule.objection(asRead(key)).isPresent()) {
            return false;
        }
        var usage = key.key().usage();
        var because = "Proposed by the rule " + rule.name() + ": " + usage.answer() + ", unused since "
                + usage.idleSince().map(Object::toString).orElse("unknown") + ".";
        return candidates.propose(
                rule,
                KeyArn.of(key.key().identity().keyArn()),
                key.bill().owner().map(KeyOwner::name),
                because);
    }

    private static CandidateRule.Key asRead(ListedKey listed) {
        var key = listed.key();
        return new CandidateRule.Key(
                new CandidateRule.Key.Place(
                        key.identity().accountId(), key.identity().region()),
                new CandidateRule.Key.Standing(
                        key.kind().manager(),
                        key.standing().keyState().map(KeyState::ofAws),
                        key.usage().idleSince(),
                        key.usage().evidence().readAt()),
                key.identity().aliases(),
                key.standing().tags(),
                key.freshness().unreadable().isEmpty());
    }
}
