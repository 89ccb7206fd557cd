package dev.keysunset.retirement.api;

import dev.keysunset.retirement.orders.Answer;
import java.util.Optional;

/**
 * Something one can read or do.
 *
 * @param because why it is not possible now
 * @param remedy what would free it
 */
public record Link(String href, String method, boolean possible, Optional<String> because, Optional<String> remedy) {
    static Link get(String href) {
        return new Link(href, "GET", true, Optional.empty(), Optional.empty());
    }

    static Link post(String href, Optional<Answer.NotPossible> objection) {
        return new Link(
                href,
                "POST",
                objection.isEmpty(),
                objection.map(Answer.NotPossible::because),
                objection.map(Answer.NotPossible::remedy));
    }
}
