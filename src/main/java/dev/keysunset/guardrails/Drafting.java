package dev.keysunset.guardrails;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.KeyGuardrails;
import dev.keysunset.engine.KeyGuardrails.Draft;
import dev.keysunset.engine.KeyGuardrails.PolicyText;
import dev.keysunset.engine.Keys;
import dev.keysunset.guardrails.Guardrail.Change;
import dev.keysunset.guardrails.Guardrail.State;
import dev.keysunset.guardrails.Guardrail.Wish;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Makes a proposal of what the policy says now. Nothing is changed at AWS. */
@ApplicationScoped
class Drafting {
    private final Keys keys;
    private final KeyGuardrails guardrails;
    private final GuardrailStore store;
    private final Clocks clocks;

    Drafting(Keys keys, KeyGuardrails guardrails, GuardrailStore store, Clocks clocks) {
        this.keys = keys;
        this.guardrails = guardrails;
        this.store = store;
        this.clocks = clocks;
    }

    Guardrail propose(Place place, String keyId, int days, Guardrail.Word word) {
        var keyArn = fit(place, keyId);
        if (store.retiring(keyArn)) {
            throw GuardrailProblems.retiring(keyArn);
        }
        var guardrail = new Guardrail(
                clocks.ids().next(),
                keyArn,
                new Wish(days, word.words(), word.by(), clocks.domain().now()),
                change(keyArn, days),
                State.PROPOSED,
                Optional.empty());
        if (!store.propose(guardrail)) {
            throw store.of(place, keyArn.keyId()).stream()
                    .filter(known -> known.state() == State.PROPOSED || Applying.underWay(known))
                    .findFirst()
                    .map(GuardrailProblems::underWay)
                    .orElseGet(() -> GuardrailProblems.retiring(keyArn));
        }
        return guardrail;
    }

    private KeyArn fit(Place place, String keyId) {
        var key = switch (keys.resolve(place, keyId)) {
            case Reading.Read<KeyFacts>(var facts) -> facts;
            case Reading.Absent<KeyFacts> _ -> throw GuardrailProblems.noKey(keyId + " in " + place);
            case Reading.Unreadable<KeyFacts> unreadable -> throw GuardrailProblems.unreadable(unreadable);
        };
        if (key.kind().manager() == KeyFacts.Owner.AWS) {
            throw GuardrailProblems.unfit("AWS manages it: its policy cannot be changed, and nobody can disable it.");
        }
        if (key.keyState().scheduled()) {
            throw GuardrailProblems.unfit("Its state is " + key.keyState().awsName()
                    + ": the statement keeps nobody from what is scheduled already.");
        }
        return key.keyArn();
    }

    private Change change(KeyArn keyArn, int days) {
        var policy = switch (guardrails.policy(keyArn)) {
            case Reading.Read<PolicyText>(var text) -> text;
            case Reading.Absent<PolicyText> _ -> throw GuardrailProblems.noKey(keyArn.toString());
            case Reading.Unreadable<PolicyText> unreadable -> throw GuardrailProblems.unreadable(unreadable);
        };
        return switch (guardrails.draft(policy.text(), days)) {
            case Draft.Added(var after, var sid) -> new Change(policy.text(), policy.hash(), after, sid);
            case Draft.Present(var told) -> throw GuardrailProblems.present(told);
            case Draft.Impossible(var because) -> throw GuardrailProblems.impossible(because);
        };
    }
}
