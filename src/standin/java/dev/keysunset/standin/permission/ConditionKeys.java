package dev.keysunset.standin.permission;

import dev.keysunset.standin.policy.ConditionValues;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where the value of each condition key comes from: a table, asked for one key at a time. */
final class ConditionKeys {
    private final Map<String, Function<Question, List<String>>> suppliers = new HashMap<>();
    /** Keys with a name of the customer's after the slash or colon, such as {@code aws:ResourceTag/team}. */
    private final Map<String, Function<Question, Map<String, String>>> families = new HashMap<>();

    ConditionKeys single(String key, Function<Question, Optional<String>> value) {
        return several(key, value.andThen(found -> found.map(List::of).orElse(List.of())));
    }

    ConditionKeys several(String key, Function<Question, List<String>> values) {
        suppliers.put(key.toLowerCase(Locale.ROOT), values);
        return this;
    }

    ConditionKeys family(String prefix, Function<Question, Map<String, String>> values) {
        families.put(prefix.toLowerCase(Locale.ROOT), values);
        return this;
    }

    /** The keys of one request. */
    ConditionValues of(Question question) {
        return key -> {
            var supplier = suppliers.get(key);
            return supplier != null ? supplier.apply(question) : ofFamily(question, key);
        };
    }

    private List<String> ofFamily(Question question, String key) {
        return families.entrySet().stream()
                .filter(family -> key.startsWith(family.getKey()))
                .flatMap(family -> family.getValue().apply(question).entrySet().stream()
                        .filter(entry -> entry.getKey()
                                .equalsIgnoreCase(key.substring(family.getKey().length())))
                        .map(Map.Entry::getValue))
                .toList();
    }
}
