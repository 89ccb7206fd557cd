package dev.keysunset.core;

import static dev.keysunset.core.Attention.Kind.ACCESS_DENIED;
import static dev.keysunset.core.Attention.Kind.EFFECT_FAILED;
import static dev.keysunset.core.Attention.Kind.THROTTLED;
import static dev.keysunset.core.Attention.Kind.UNREADABLE;

import dev.keysunset.core.EffectRecord.Outcome;
import java.util.Optional;

/** The words for a wait: what is wrong and what frees it. */
final class Attentions {
    private Attentions() {}

    static Attention unreadable(Reading.Unreadable<?> reading) {
        var detail = reading.call() + " failed: " + reading.code() + " " + reading.message();
        return reading.denied()
                ? new Attention(ACCESS_DENIED, detail, "Allow the member role to call " + reading.call() + ".")
                : new Attention(UNREADABLE, detail, "Nothing to do if it passes; it is tried again by itself.");
    }

    static Attention lookingForDependants(Place place) {
        return new Attention(
                UNREADABLE,
                "The resources of " + place + " are being read for the keys they name.",
                "Nothing to do: it goes on once they are read.");
    }

    /** Why the last attempt of this effect did not do it; empty where it was not refused. */
    static Optional<Attention> of(EffectRecord record) {
        if (!(record.outcome() instanceof EffectRecord.Outcome.Refused refused)) {
            return Optional.empty();
        }
        var action = record.effect().action();
        var detail = action + " on " + record.effect().keyArn() + " was refused: " + refused.code() + " "
                + said(refused, record);
        return Optional.of(
                refused.denied()
                        ? new Attention(ACCESS_DENIED, detail, remedy(record.effect(), refused))
                        : new Attention(
                                EFFECT_FAILED, detail, "The key is read again and the step repeated by itself."));
    }

    /** AWS names the session, and each attempt has its own: without it the same refusal reads the same. */
    private static String said(Outcome.Refused refused, EffectRecord record) {
        return refused.message().replace(record.id().toString(), "…");
    }

    private static String grant(Effect effect, Outcome.Refused refused) {
        return refused.code().startsWith("AssumeRole")
                ? "let the hub identity assume the member role of account "
                        + effect.keyArn().accountId()
                : "allow the member role kms:" + effect.action()
                        + " on this key (role, key policy, service control policy)";
    }

    private static String remedy(Effect effect, Outcome.Refused refused) {
        var remedy = Denial.remedy(refused.message(), effect);
        return effect.dangerous() ? remedy + "." : remedy + ", or run: " + WayBack.command(effect);
    }

    /** Why a call on the way back has not brought the member on yet, with all that its people can type instead. */
    static Attention ofRollback(EffectRecord last, Member member, KeyState state) {
        var what = last.effect().action() + " on " + member.keyArn();
        var byHand = String.join(" && ", WayBack.commands(member, state));
        return switch (last.outcome()) {
            case Outcome.Refused refused
            when !refused.sent() ->
                new Attention(
                        THROTTLED,
                        what + " waits for its turn: " + refused.message() + ".",
                        "Nothing to do: the key that was needed last goes first. Or run: " + byHand);
            case Outcome.Refused refused
            when refused.denied() ->
                new Attention(
                        ACCESS_DENIED,
                        what + " was refused: " + refused.code() + " " + said(refused, last),
                        "Run with rights of your own: " + byHand + " . Or " + grant(last.effect(), refused)
                                + "; it is tried again by itself.");
            case Outcome.Refused refused ->
                new Attention(
                        EFFECT_FAILED,
                        what + " was refused: " + refused.code() + " " + said(refused, last),
                        "It is tried again by itself. Or run: " + byHand);
            case Outcome.Unknown _ ->
                new Attention(
                        EFFECT_FAILED,
                        "AWS has not answered " + what + ", and the key is still " + state.awsName() + ".",
                        "It is tried again by itself. Or run: " + byHand);
            case Outcome.Done _ ->
                new Attention(
                        EFFECT_FAILED,
                        "AWS has confirmed " + what + ", and the key is still " + state.awsName() + ".",
                        "KMS is eventually consistent; it is tried again by itself. Or run: " + byHand);
        };
    }
}
