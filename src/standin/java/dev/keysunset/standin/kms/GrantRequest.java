package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a CreateGrant request must satisfy beyond the form of its members. AWS KMS API Reference, "CreateGrant". */
final class GrantRequest {
    private static final Pattern PRINCIPAL = Pattern.compile(
            "arn:aws[a-z-]*:(iam|sts)::\\d{12}:.+" + "|\\d{12}:aws:[a-z0-9-]+:.+|[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private static final Set<String> FOR_EVERY_KEY = Set.of("CreateGrant", "RetireGrant", "DescribeKey");
    private static final Set<String> FOR_PAIRS = Set.of("GetPublicKey");

    private GrantRequest() {}

    static void check(KeyCall call) {
        var request = call.call();
        if (request.text("GranteePrincipal").isEmpty()
                && request.text("GranteeServicePrincipal").isEmpty()) {
            throw AwsError.validation("Either GranteePrincipal or GranteeServicePrincipal must be specified");
        }
        checkPrincipal(request, "GranteePrincipal");
        checkPrincipal(request, "RetiringPrincipal");
        checkOperations(call);
    }

    private static void checkPrincipal(Call call, String member) {
        call.text(member).filter(name -> !PRINCIPAL.matcher(name).matches()).ifPresent(name -> {
            throw new AwsError("InvalidArnException", "ARN does not refer to a valid principal: " + name);
        });
    }

    private static void checkOperations(KeyCall call) {
        var wrong = new TreeSet<String>();
        call.call().parameters().path("Operations").forEach(operation -> wrong.add(operation.asText()));
        wrong.removeIf(operation -> isFor(call.key(), operation));
        if (!wrong.isEmpty()) {
            throw AwsError.validation("Grant operations " + wrong + " are not valid for "
                    + call.key().arn() + " with key usage "
                    + call.key().blueprint().usage());
        }
    }

    private static boolean isFor(Key key, String operation) {
        var spec = key.blueprint().spec();
        return FOR_EVERY_KEY.contains(operation)
                || (!spec.isSecret() && FOR_PAIRS.contains(operation))
                || ofUsage(key.blueprint().usage(), spec.isSecret()).contains(operation);
    }

    private static List<String> ofUsage(KeyUsage usage, boolean symmetric) {
        return switch (usage) {
            case ENCRYPT_DECRYPT ->
                symmetric
                        ? List.of(
                                "Encrypt",
                                "Decrypt",
                                "ReEncryptFrom",
                                "ReEncryptTo",
                                "GenerateDataKey",
                                "GenerateDataKeyWithoutPlaintext",
                                "GenerateDataKeyPair",
                                "GenerateDataKeyPairWithoutPlaintext")
                        : List.of("Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo");
            case SIGN_VERIFY -> List.of("Sign", "Verify");
            case GENERATE_VERIFY_MAC -> List.of("GenerateMac", "VerifyMac");
            case KEY_AGREEMENT -> List.of("DeriveSharedSecret");
            case ENCAPSULATE_DECAPSULATE -> List.of("Encapsulate", "Decapsulate");
        };
    }
}
