package dev.keysunset.retirement.api;

import dev.keysunset.engine.KeySelection;
import dev.keysunset.retirement.plan.PlanAsked;
import dev.keysunset.retirement.submission.KeyReference;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.ProblemKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a plan is asked for, in one of three ways: one key as in a submission, a list, or a filter of the inventory.
 *
 * @param keys key ARNs or alias ARNs
 * @param filter in the words of the list of keys
 * @param policy the default one when absent
 */
public record PlanRequest(
        Optional<String> keyArn,
        Optional<String> key,
        Optional<String> account,
        Optional<String> region,
        Optional<List<String>> keys,
        Optional<KeySelection> filter,
        Optional<String> policy) {
    private static final int MOST_KEYS = 10_000;

    PlanAsked asked() {
        var single = keyArn.or(() -> key);
        if (Stream.of(keyArn, key, keys, filter).filter(Optional::isPresent).count() != 1) {
            throw invalid(
                    "key",
                    "Exactly one of keyArn, key, keys and filter says what to plan for.",
                    "Give one of the four.");
        }
        return filter.<PlanAsked>map(PlanAsked.Matching::new)
                .orElseGet(() ->
                        new PlanAsked.Keys(single.map(name -> List.of(new KeyReference(name.strip(), account, region)))
                                .orElseGet(this::listed)));
    }

    private List<KeyReference> listed() {
        var names = keys.orElseThrow();
        if (names.isEmpty() || names.size() > MOST_KEYS) {
            throw invalid(
                    "keys", "keys names " + names.size() + " keys; it takes 1 to " + MOST_KEYS + ".", "Ask in parts.");
        }
        return names.stream()
                .map(name -> new KeyReference(String.valueOf(name).strip(), Optional.empty(), Optional.empty()))
                .toList();
    }

    private static ProblemException invalid(String field, String detail, String remedy) {
        return ProblemKind.INVALID.with(detail, remedy).field(field).exception();
    }
}
