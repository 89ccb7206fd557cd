package dev.keysunset.standin.storybook;

import dev.keysunset.standin.fleet.HoldingPlan;
import dev.keysunset.standin.fleet.HoldingPlan.NamedBy;
import dev.keysunset.standin.holding.HoldingType;
import java.util.Arrays;
import java.util.Set;

/** Reads a resource that is encrypted with a key: {@code {type, name, status?, namedBy?}}. */
final class HoldingReader {
    private static final Set<String> MEMBERS = Set.of("type", "name", "status", "namedBy");

    private HoldingReader() {}

    static HoldingPlan read(Field holding) {
        holding.knows(MEMBERS);
        var named = holding.required("type");
        var type = HoldingType.ofAws(named.text())
                .orElseThrow(() -> named.wrong("one of "
                        + Arrays.stream(HoldingType.values())
                                .map(HoldingType::awsName)
                                .toList()
                        + ", not " + named.text()));
        return new HoldingPlan(
                type,
                holding.required("name").text(),
                holding.maybe("status").map(Field::text).orElse(type.usualStatus()),
                holding.maybe("namedBy")
                        .map(field -> field.constant(NamedBy.class))
                        .orElse(NamedBy.ARN));
    }
}
