package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Origin;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.util.Arrays;
import java.util.Optional;

/** What kind of key a CreateKey request asks for. AWS KMS API Reference, "CreateKey". */
record KeyRequest(KeySpec spec, KeyUsage usage, Origin origin, boolean multiRegion) {
    /**
     * Reads a request.
     *
     * @throws AwsError if its members do not fit together
     */
    static KeyRequest read(Call call) {
        if (call.text("KeySpec").isPresent()
                && call.text("CustomerMasterKeySpec").isPresent()) {
            throw AwsError.validation("You cannot specify KeySpec and CustomerMasterKeySpec in the same request."
                    + " CustomerMasterKeySpec is deprecated.");
        }
        var spec = call.text("KeySpec")
                .or(() -> call.text("CustomerMasterKeySpec"))
                .orElse("SYMMETRIC_DEFAULT");
        var usage = call.text("KeyUsage").or(() -> standardUsage(spec)).orElseThrow(KeyRequest::usageMissing);
        var request = new KeyRequest(
                offered(KeySpec.class, "KeySpec", spec),
                offered(KeyUsage.class, "KeyUsage", usage),
                call.text("Origin").map(Origin::valueOf).orElse(Origin.AWS_KMS),
                call.parameters().path("MultiRegion").asBoolean());
        if (request.spec.algorithms(request.usage).isEmpty()) {
            throw AwsError.validation("KeyUsage " + usage + " is not compatible with KeySpec " + spec);
        }
        request.requirePlace(call);
        return request;
    }

    boolean isInCustomKeyStore() {
        return origin == Origin.AWS_CLOUDHSM || origin == Origin.EXTERNAL_KEY_STORE;
    }

    private void requirePlace(Call call) {
        if (isInCustomKeyStore() != call.text("CustomKeyStoreId").isPresent()) {
            throw AwsError.validation("A CustomKeyStoreId must be specified for the origins AWS_CLOUDHSM and"
                    + " EXTERNAL_KEY_STORE, and for no other");
        }
        if ((origin == Origin.EXTERNAL_KEY_STORE) != call.text("XksKeyId").isPresent()) {
            throw AwsError.validation(
                    "An XksKeyId must be specified for the origin EXTERNAL_KEY_STORE, and for no other");
        }
        if (isInCustomKeyStore() && (spec != KeySpec.SYMMETRIC_DEFAULT || multiRegion)) {
            throw new AwsError(
                    "UnsupportedOperationException",
                    "A key in a custom key store must be a single-Region symmetric encryption key");
        }
    }

    private static Optional<String> standardUsage(String spec) {
        return spec.equals("SYMMETRIC_DEFAULT") ? Optional.of("ENCRYPT_DECRYPT") : Optional.empty();
    }

    private static AwsError usageMissing() {
        return AwsError.validation(
                "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
    }

    /** AWS does not offer everything everywhere, and neither does the JDK. */
    private static <E extends Enum<E>> E offered(Class<E> type, String member, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AwsError(
                        "UnsupportedOperationException", member + " " + name + " is not supported in this Region"));
    }
}
