package dev.keysunset.standin.holding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Page;
import java.util.List;
import java.util.function.Function;

/**
 * How a service hands out a long list.
 *
 * @param refusal the code of the error for a size or a token that cannot be
 */
record Slice(Size size, Token token, String refusal) {

    /**
     * How many come on a page.
     *
     * @param least the fewest that may be asked for
     * @param most the most that may be asked for, and what comes unasked
     */
    record Size(String member, int least, int most) {}

    /** Where to go on: the member that says so, and what the same is called in the answer. */
    record Token(String asked, String answered) {}

    /** The answer, with one page under {@code member}. */
    ObjectNode of(Call call, String member, List<Holding> all, Function<Holding, JsonNode> description) {
        var skipped = Page.position(call, token.asked(), invalid(token.asked()))
                .map(List::getFirst)
                .orElse(0L);
        var asked = asked(call);
        var answer = Json.object();
        var list = answer.putArray(member);
        all.stream().skip(skipped).limit(asked).map(description).forEach(list::add);
        if (skipped + asked < all.size()) {
            answer.put(token.answered(), Page.token(call, token.asked(), skipped + asked));
        }
        return answer;
    }

    /** AWS Query sends numbers as text. */
    private int asked(Call call) {
        var asked = call.parameters().path(size.member()).asInt(size.most());
        if (asked < size.least() || asked > size.most()) {
            throw new AwsError(
                    refusal,
                    "Invalid value '" + asked + "' for " + size.member() + ". Valid range: " + size.least() + "-"
                            + size.most());
        }
        return asked;
    }

    private AwsError invalid(String member) {
        return new AwsError(refusal, "The value of " + member + " is not one that was handed out");
    }
}
