package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.Alias;
import dev.keysunset.standin.key.CiphertextBlob;
import dev.keysunset.standin.key.GrantToken;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the key that a request names: by id, ARN, alias, alias ARN or ciphertext, as the operation accepts them. */
final class KeyNames {
    private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}|mrk-[0-9a-f]{32}");
    private static final Pattern ALIAS_ARN =
            Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]+):(\\d{12}):(alias/[a-zA-Z0-9:/_-]+)");
    private static final String ALIAS = "alias/";

    private final KeyStore store;
    private final Consistency consistency;

    KeyNames(KeyStore store, Consistency consistency) {
        this.store = store;
        this.consistency = consistency;
    }

    /**
     * The key that the request names.
     *
     * @throws AwsError a NotFoundException in AWS's words
     */
    Key resolve(Naming naming, Call call) {
        var arn = arn(naming, call);
        return store.find(arn)
                .filter(key ->
                        consistency.hasSpread(arn.toString(), key.blueprint().created()))
                .orElseThrow(() -> notFound(naming, call, arn));
    }

    /** The ARN that the request leads to, whether such a key exists or not. */
    KeyArn arn(Naming naming, Call call) {
        return switch (naming) {
            case ID_OR_ARN -> named(call, call.requiredText("KeyId"));
            case TARGET -> target(call, call.requiredText("TargetKeyId"));
            case ALIAS_TOO -> aliased(call, call.requiredText("KeyId"));
            case ALIAS_NAME -> behind(call.requiredPlace(), call.requiredText("AliasName"));
            case GRANT -> call.text("KeyId").map(name -> named(call, name)).orElseGet(() -> granted(call));
            case CIPHERTEXT ->
                call.text("KeyId").map(name -> aliased(call, name)).orElseGet(() -> sealedFor(call));
        };
    }

    private KeyArn aliased(Call call, String name) {
        var aliasArn = ALIAS_ARN.matcher(name);
        if (aliasArn.matches()) {
            return behind(
                    new Place(inRegion(call, aliasArn.group(1), aliasArn.group(2)), call.region()), aliasArn.group(3));
        }
        return name.startsWith(ALIAS) ? behind(call.requiredPlace(), name) : named(call, name);
    }

    private static KeyArn target(Call call, String name) {
        if (name.startsWith(ALIAS) || ALIAS_ARN.matcher(name).matches()) {
            throw AwsError.validation("Aliases must refer to keys. Not aliases");
        }
        return named(call, name);
    }

    private static KeyArn named(Call call, String name) {
        if (KEY_ID.matcher(name).matches()) {
            return new KeyArn(call.requiredPlace(), name);
        }
        var arn = KeyArn.parse(name).orElseThrow(() -> unreadable(name));
        return new KeyArn(new Place(inRegion(call, arn.region(), arn.account()), call.region()), arn.id());
    }

    private static AwsError unreadable(String name) {
        var otherArn = name.startsWith("arn:") && !ALIAS_ARN.matcher(name).matches();
        return otherArn
                ? new AwsError("InvalidArnException", "Invalid arn " + name)
                : AwsError.notFound("Invalid keyId '" + name + "'");
    }

    /** The account, provided the region is the one called. */
    private static String inRegion(Call call, String region, String account) {
        if (!region.equals(call.region())) {
            throw AwsError.notFound("Invalid arn " + region);
        }
        return account;
    }

    private KeyArn behind(Place place, String aliasName) {
        return store.alias(place, aliasName)
                .filter(alias -> consistency.hasSpread(alias.arn(), alias.created()))
                .map(Alias::target)
                .orElseThrow(() -> AwsError.notFound("Alias " + Alias.arn(place, aliasName) + " is not found."));
    }

    private static KeyArn granted(Call call) {
        var token = call.text("GrantToken")
                .orElseThrow(() ->
                        AwsError.validation("A GrantToken, or a GrantId together with a KeyId, must be specified"));
        return GrantToken.parse(token)
                .map(GrantToken::key)
                .orElseThrow(() -> new AwsError("InvalidGrantTokenException", "Invalid grant token"));
    }

    private static KeyArn sealedFor(Call call) {
        return CiphertextBlob.parse(call.requiredBytes("CiphertextBlob"))
                .map(blob -> new KeyArn(new Place(blob.account(), call.region()), blob.keyId()))
                .orElseThrow(() -> new AwsError("InvalidCiphertextException", ""));
    }

    private static AwsError notFound(Naming naming, Call call, KeyArn arn) {
        var sealed = naming == Naming.CIPHERTEXT && call.text("KeyId").equals(Optional.empty());
        if (sealed || !call.caller().account().equals(Optional.of(arn.account()))) {
            return Authorizer.unknownKey(call);
        }
        return AwsError.notFound("Key '" + arn + "' does not exist");
    }
}
