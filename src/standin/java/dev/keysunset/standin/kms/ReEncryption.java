package dev.keysunset.standin.kms;

import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;

/**
 * A ReEncrypt taken apart: a call on the source and a call on the destination, each with a permission of its own
 * ({@code kms:ReEncryptFrom} and {@code kms:ReEncryptTo}) and with parameters as a call on one key has them.
 */
final class ReEncryption {
    private ReEncryption() {}

    static Call from(Call call) {
        return part(call, "ReEncryptFrom", "Source", "Destination");
    }

    static Call to(Call call) {
        return part(call, "ReEncryptTo", "Destination", "Source");
    }

    /** The part with what only both together tell: whether it is about one key alone. */
    static Call onSameKey(Call part, boolean same) {
        var parameters = part.parameters().deepCopy().put("ReEncryptOnSameKey", same);
        return new Call(part.service(), part.action(), part.region(), part.caller(), parameters, part.provenance());
    }

    private static Call part(Call call, String action, String own, String others) {
        var parameters = Json.object();
        call.parameters().properties().forEach(member -> {
            var name = member.getKey();
            if (!name.startsWith(others)) {
                parameters.set(name.startsWith(own) ? name.substring(own.length()) : name, member.getValue());
            }
        });
        return new Call(call.service(), action, call.region(), call.caller(), parameters, call.provenance());
    }
}
