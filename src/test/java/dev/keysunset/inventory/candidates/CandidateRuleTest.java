package dev.keysunset.inventory.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.inventory.candidates.CandidateRule.Exceptions;
import dev.keysunset.inventory.candidates.CandidateRule.Scope;
import dev.keysunset.inventory.candidates.CandidateRule.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class CandidateRuleTest {
    private static final Instant READ_AT = Instant.parse("2026-06-01T00:00:00Z");
    private static final long SEED = 20261129;
    private static final int RUNS = 20_000;
    private static final String LETTERS = "abP-_/.*+(\\";

    /** Whatever else a key is called: one alias that is excepted excepts it, and no other name brings it back. */
    @Test
    void exceptsAKeyIfAndOnlyIfAnyOfItsAliasesIsExcepted() {
        var random = new Random(SEED);
        var excepted = 0;
        for (var run = 0; run < RUNS; run++) {
            var patterns = texts(random, 3, LETTERS);
            var aliases = texts(random, 6, LETTERS.replace("*", "")).stream()
                    .map("alias/"::concat)
                    .toList();
            var rule = rule(patterns, List.of());

            var byOne = aliases.stream()
                    .filter(alias ->
                            rule.objection(key(List.of(alias), Map.of())).isPresent())
                    .toList();
            var reference = aliases.stream()
                    .filter(alias -> patterns.stream()
                            .anyMatch(pattern -> like(
                                    ("alias/" + pattern).toLowerCase(Locale.ROOT), alias.toLowerCase(Locale.ROOT))))
                    .toList();
            var shuffled = new ArrayList<>(aliases);
            Collections.shuffle(shuffled, random);

            assertThat(byOne).as("run %d: patterns %s", run, patterns).isEqualTo(reference);
            assertThat(rule.objection(key(shuffled, Map.of())).isPresent())
                    .as("run %d: patterns %s, aliases %s", run, patterns, shuffled)
                    .isEqualTo(!reference.isEmpty());
            excepted += reference.isEmpty() ? 0 : 1;
        }
        assertThat(excepted).as("both answers occur").isBetween(RUNS / 20, RUNS * 19 / 20);
    }

    @ParameterizedTest
    @CsvSource({
        "*prod*,       alias/OLD-Prod-1, true",
        "alias/prod-*, alias/prod-1,     true",
        "prod-*,       alias/prod-1,     true",
        "prod,         alias/prod-1,     false",
        "prod,         alias/my/prod,    false",
        "*/prod,       alias/my/prod,    true",
        "p.od,         alias/prod,       false",
        "*,            alias/anything,   true",
    })
    void readsPatternsAsPeopleMeanThem(String pattern, String alias, boolean excepted) {
        assertThat(rule(List.of(pattern), List.of())
                        .objection(key(List.of("alias/first", alias, "alias/last"), Map.of()))
                        .isPresent())
                .isEqualTo(excepted);
    }

    @ParameterizedTest
    @CsvSource({
        "keep, keep, no, true",
        "stage=live, stage, live, true",
        "stage=live, stage, test, false",
        "keep, keeper, x, false"
    })
    void exceptsByTag(String exception, String tag, String value, boolean excepted) {
        assertThat(rule(List.of(), List.of(exception))
                        .objection(key(List.of(), Map.of(tag, value)))
                        .isPresent())
                .isEqualTo(excepted);
    }

    @Test
    void proposesNothingThatCouldNotBeReadWhole() {
        var fine = key(List.of(), Map.of());
        assertThat(rule(List.of(), List.of()).objection(fine)).isEmpty();
        assertThat(rule(List.of(), List.of())
                        .objection(new CandidateRule.Key(
                                fine.place(), fine.standing(), fine.aliases(), fine.tags(), false)))
                .isPresent();
        for (var standing : List.of(
                new CandidateRule.Key.Standing(
                        Optional.empty(), Optional.of(KeyState.ENABLED), Optional.of(Instant.EPOCH), READ_AT),
                new CandidateRule.Key.Standing(customer(), Optional.empty(), Optional.of(Instant.EPOCH), READ_AT),
                new CandidateRule.Key.Standing(
                        customer(), Optional.of(KeyState.PENDING_IMPORT), Optional.of(Instant.EPOCH), READ_AT),
                new CandidateRule.Key.Standing(customer(), Optional.of(KeyState.ENABLED), Optional.empty(), READ_AT),
                new CandidateRule.Key.Standing(
                        customer(),
                        Optional.of(KeyState.ENABLED),
                        Optional.of(READ_AT.minus(Duration.ofDays(90)).plusSeconds(1)),
                        READ_AT))) {
            assertThat(rule(List.of(), List.of())
                            .objection(
                                    new CandidateRule.Key(fine.place(), standing, fine.aliases(), fine.tags(), true)))
                    .as("%s", standing)
                    .isPresent();
        }
    }

    /** A second reading of patterns, by recursion instead of by regular expression. */
    private static boolean like(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return IntStream.rangeClosed(0, text.length())
                    .anyMatch(from -> like(pattern.substring(1), text.substring(from)));
        }
        return !text.isEmpty() && text.charAt(0) == pattern.charAt(0) && like(pattern.substring(1), text.substring(1));
    }

    private static List<String> texts(Random random, int most, String letters) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(_ -> {
                    var text = new StringBuilder();
                    for (var length = 1 + random.nextInt(4); length > 0; length--) {
                        text.append(letters.charAt(random.nextInt(letters.length())));
                    }
                    return text.toString();
                })
                .toList();
    }

    private static CandidateRule rule(List<String> aliases, List<String> tags) {
        return new CandidateRule(
                "test",
                Duration.ofDays(90),
                new Scope(Set.of(), Set.of()),
                new Exceptions(aliases.stream().map(NamePattern::ofAlias).toList(), tags),
                new Terms(false, Duration.ofDays(14), Optional.empty(), 100));
    }

    private static CandidateRule.Key key(List<String> aliases, Map<String, String> tags) {
        return new CandidateRule.Key(
                new CandidateRule.Key.Place("111122223333", "us-east-1"),
                new CandidateRule.Key.Standing(
                        customer(),
                        Optional.of(KeyState.ENABLED),
                        Optional.of(READ_AT.minus(Duration.ofDays(90))),
                        READ_AT),
                aliases,
                tags,
                true);
    }

    private static Optional<KeyFacts.Owner> customer() {
        return Optional.of(KeyFacts.Owner.CUSTOMER);
    }
}
