package dev.keysunset.standin.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Paging tokens: where to go on, tied to the parameters that the first page was asked with. */
public final class Page {
    private Page() {}

    /**
     * A token to go on after a position.
     *
     * @param position numbers that name the last item handed out
     */
    public static String token(Call call, String tokenMember, long... position) {
        var text = parametersHash(call, tokenMember) + ":"
                + String.join(
                        ":", Arrays.stream(position).mapToObj(Long::toString).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The position in the call's token; empty without one. */
    public static Optional<List<Long>> position(Call call, String tokenMember, AwsError invalid) {
        return call.text(tokenMember).map(token -> {
            try {
                var parts = Arrays.stream(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII)
                                .split(":", -1))
                        .map(Long::valueOf)
                        .toList();
                if (parts.getFirst() != parametersHash(call, tokenMember)) {
                    throw invalid;
                }
                return parts.subList(1, parts.size());
            } catch (IllegalArgumentException e) {
                invalid.addSuppressed(e);
                throw invalid;
            }
        });
    }

    private static long parametersHash(Call call, String tokenMember) {
        var same = call.parameters().deepCopy();
        same.remove(tokenMember);
        return Integer.toUnsignedLong(same.toString().hashCode());
    }
}
