package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.Alias;
import dev.keysunset.standin.key.CiphertextBlob;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the key that a request names: by id, ARN, alias, alias ARN or ciphertext, as the operation accepts them. */
final class KeyNames {
    private static final Pattern KEY_ID = Pattern.compile("(mrk-)?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}");
    private static final Pattern ALIAS_ARN =
            Pattern.compile("arn:aws:kms:([a-z0-9-]+):(\\d{12}):(alias/[a-zA-Z0-9/_-]+)");

    private final KeyStore store;

    KeyNames(KeyStore store) {
        this.store = store;
    }

    /**
     * The key that the request names.
     *
     * @throws AwsError a NotFoundException in AWS's words
     */
    Key resolve(Naming naming, Call call) {
        var arn = arn(naming, call);
        return store.find(arn).orElseThrow(() -> notFound(naming, call, arn));
    }

    /** The ARN that the request leads to, whether such a key exists or not. */
    KeyArn arn(Naming naming, Call call) {
        return switch (naming) {
            case ID_OR_ARN -> named(call, call.requiredText("KeyId"));
            case TARGET -> named(call, call.requiredText("TargetKeyId"));
            case ALIAS_TOO -> aliased(call, call.requiredText("KeyId"));
            case CIPHERTEXT ->
                call.text("KeyId").map(name -> aliased(call, name)).orElseGet(() -> sealedFor(call));
        };
    }

    private KeyArn aliased(Call call, String name) {
        var aliasArn = ALIAS_ARN.matcher(name);
        if (aliasArn.matches()) {
            return target(
                    new Place(inRegion(call, aliasArn.group(1), aliasArn.group(2)), call.region()), aliasArn.group(3));
        }
        return name.startsWith("alias/") ? target(call.requiredPlace(), name) : named(call, name);
    }

    private static KeyArn named(Call call, String name) {
        if (KEY_ID.matcher(name).matches()) {
            return new KeyArn(call.requiredPlace(), name);
        }
        var arn = KeyArn.parse(name).orElseThrow(() -> AwsError.notFound("Invalid keyId '" + name + "'"));
        return new KeyArn(new Place(inRegion(call, arn.region(), arn.account()), call.region()), arn.id());
    }

    /** The account, provided the region is the one called. */
    private static String inRegion(Call call, String region, String account) {
        if (!region.equals(call.region())) {
            throw AwsError.notFound("Invalid arn " + region);
        }
        return account;
    }

    private KeyArn target(Place place, String aliasName) {
        var wanted = new Alias(place, aliasName, "", Instant.EPOCH);
        return store.alias(place, aliasName)
                .map(alias -> new KeyArn(place, alias.targetKeyId()))
                .orElseThrow(() -> AwsError.notFound("Alias " + wanted.arn() + " is not found."));
    }

    private static KeyArn sealedFor(Call call) {
        return CiphertextBlob.parse(call.requiredBytes("CiphertextBlob"))
                .map(blob -> new KeyArn(new Place(blob.account(), call.region()), blob.keyId()))
                .orElseThrow(() -> new AwsError("InvalidCiphertextException", ""));
    }

    private static AwsError notFound(Naming naming, Call call, KeyArn arn) {
        if (naming == Naming.CIPHERTEXT && call.text("KeyId").equals(Optional.empty())) {
            return AwsError.denied("The ciphertext refers to a customer master key that does not exist, does not exist"
                    + " in this region, or you are not allowed to access.");
        }
        return AwsError.notFound("Key '" + arn + "' does not exist");
    }
}
