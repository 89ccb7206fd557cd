package dev.keysunset.standin.permission;

import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.Map;
import java.util.Set;

/** The encryption context of a request. A ReEncrypt is judged as a call on each of its keys, each with a context. */
final class EncryptionContext {
    private static final Set<String> OPERATIONS = Set.of(
            "Encrypt",
            "Decrypt",
            "ReEncryptFrom",
            "ReEncryptTo",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext");

    private EncryptionContext() {}

    static boolean belongsTo(String operation) {
        return OPERATIONS.contains(operation);
    }

    static Map<String, String> of(Call call) {
        return Json.strings(call.parameters().path("EncryptionContext"));
    }
}
