package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ID_OR_ARN;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.MaterialVersion;
import dev.keysunset.standin.key.Origin;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** GetParametersForImport, ImportKeyMaterial, DeleteImportedKeyMaterial. */
final class ImportOperations {
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);
    private static final String EXPIRES = "KEY_MATERIAL_EXPIRES";

    private final DomainClock clock;
    private final Expiry expiry;
    private final ImportTokens tokens;

    ImportOperations(DomainClock clock, Expiry expiry) {
        this.clock = clock;
        this.expiry = expiry;
        this.tokens = new ImportTokens(clock);
    }

    List<Operation> all() {
        return List.of(
                new OnKey(
                        "GetParametersForImport",
                        new Traits(ID_OR_ARN, Rule.IMPORT, true, false),
                        this::getParametersForImport),
                new OnKey(
                        "ImportKeyMaterial", new Traits(ID_OR_ARN, Rule.IMPORT, false, false), this::importKeyMaterial),
                new OnKey(
                        "DeleteImportedKeyMaterial",
                        new Traits(ID_OR_ARN, Rule.DELETE_MATERIAL, false, false),
                        this::deleteImportedKeyMaterial));
    }

    private Answer getParametersForImport(KeyCall call) {
        requireExternal(call.key());
        var algorithm = call.call().requiredText("WrappingAlgorithm");
        var spec = call.call().requiredText("WrappingKeySpec");
        if (Unwrapping.of(algorithm).isEmpty() || !spec.startsWith("RSA")) {
            throw new AwsError(
                    "UnsupportedOperationException",
                    "Wrapping algorithm " + algorithm + " with wrapping key spec " + spec + " is not supported.");
        }
        var parameters = tokens.issue(call.key(), algorithm, spec);
        return Answer.read(KeyAnswer.naming(call.key())
                .put("ImportToken", parameters.token().getBytes(StandardCharsets.US_ASCII))
                .put("PublicKey", parameters.wrapping().getPublic().getEncoded())
                .put("ParametersValidTo", Json.timestamp(parameters.validTo())));
    }

    private Answer importKeyMaterial(KeyCall call) {
        var key = call.key();
        requireExternal(key);
        var validTo = validTo(call);
        var bytes = unwrapped(call);
        try {
            checkType(call, key.material().identify(bytes));
            var version = key.material().importing(bytes);
            key.imports().fill(version.id(), validTo);
            expiry.plan(key);
            if (key.hasItsMaterial()) {
                key.become(KeyState.ENABLED);
            }
            return Answer.told(KeyAnswer.naming(key).put("KeyMaterialId", version.id()));
        } catch (GeneralSecurityException e) {
            throw incorrect(String.valueOf(e.getMessage()));
        }
    }

    /** New material must be new, and existing material known. AWS KMS API Reference, "ImportKeyMaterial", ImportType. */
    private static void checkType(KeyCall call, String materialId) {
        var material = call.key().material();
        var known = material.find(materialId).isPresent();
        var standard = material.isEmpty() ? "NEW_KEY_MATERIAL" : "EXISTING_KEY_MATERIAL";
        var isNew = call.call().text("ImportType").orElse(standard).equals("NEW_KEY_MATERIAL");
        if (isNew && !material.isEmpty()) {
            requireRotatable(call.key());
        }
        if (isNew == known
                || call.call()
                        .text("KeyMaterialId")
                        .filter(id -> !id.equals(materialId))
                        .isPresent()) {
            throw incorrect(
                    isNew
                            ? "The key material is already associated with "
                                    + call.key().arn()
                            : "The key material is not the same as the one imported before into "
                                    + call.key().arn());
        }
    }

    private static void requireRotatable(Key key) {
        var replica = key.family()
                .filter(family -> !family.primary().equals(key.arn()))
                .isPresent();
        if (key.blueprint().spec() != KeySpec.SYMMETRIC_DEFAULT || replica) {
            throw incorrect("The key material of " + key.arn() + " cannot be changed");
        }
        if (key.material().pending().isPresent()) {
            throw new AwsError("KMSInvalidStateException", key.arn() + " has key material pending rotation already.");
        }
    }

    private byte[] unwrapped(KeyCall call) {
        var parameters =
                tokens.of(new String(call.call().requiredBytes("ImportToken"), StandardCharsets.US_ASCII), call.key());
        try {
            return Unwrapping.of(parameters.algorithm())
                    .orElseThrow()
                    .unwrap(parameters.wrapping().getPrivate(), call.call().requiredBytes("EncryptedKeyMaterial"));
        } catch (GeneralSecurityException e) {
            var error = new AwsError("InvalidCiphertextException", "");
            error.addSuppressed(e);
            throw error;
        }
    }

    private Optional<Instant> validTo(KeyCall call) {
        var given = call.call().parameters().path("ValidTo");
        var expires = call.call().text("ExpirationModel").orElse(EXPIRES).equals(EXPIRES);
        if (expires == given.isMissingNode()) {
            throw AwsError.validation(
                    expires
                            ? "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES"
                            : "A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE");
        }
        if (!expires) {
            return Optional.empty();
        }
        var validTo = Instant.ofEpochMilli(Math.round(given.asDouble() * 1000));
        if (!validTo.isAfter(clock.now()) || validTo.isAfter(clock.now().plus(LONGEST_LIFE))) {
            throw AwsError.validation("The validTo date must be in the future and at most 365 days away");
        }
        return Optional.of(validTo);
    }

    private Answer deleteImportedKeyMaterial(KeyCall call) {
        var key = call.key();
        requireExternal(key);
        var id = call.call().text("KeyMaterialId").or(() -> currentId(key));
        id.filter(name -> key.material().find(name).isEmpty()).ifPresent(name -> {
            throw AwsError.notFound("Key material " + name + " is not associated with " + key.arn());
        });
        id.ifPresent(name -> expiry.lose(key, name));
        var body = KeyAnswer.naming(key);
        id.ifPresent(name -> body.put("KeyMaterialId", name));
        return Answer.told(body);
    }

    private static Optional<String> currentId(Key key) {
        return key.material().isEmpty()
                ? Optional.empty()
                : Optional.of(key.material().current()).map(MaterialVersion::id);
    }

    private static void requireExternal(Key key) {
        if (key.blueprint().origin() != Origin.EXTERNAL) {
            throw new AwsError(
                    "UnsupportedOperationException",
                    key.arn() + " origin is " + key.blueprint().origin() + " which is not valid for this operation.");
        }
    }

    private static AwsError incorrect(String text) {
        return new AwsError("IncorrectKeyMaterialException", text);
    }
}
