package dev.keysunset.aws.archive;

import dev.keysunset.aws.AwsSettings;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Operations;
import dev.keysunset.engine.TrailArchive.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one statement that archives are asked with: {@code athena/last-uses.sql}, with what is asked for filled in. */
final class AthenaStatement {
    private static final String FILE = "/athena/last-uses.sql";
    private static final Pattern GAP = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern COMMENT = Pattern.compile("(?m)^ *--.*\\R");

    /** CloudTrail delivers within minutes, mostly; a file may lie under the day after (CloudTrail User Guide, log file names). */
    private static final Duration DELIVERED = Duration.ofDays(1);

    private AthenaStatement() {}

    /** @param ownRole the member role of the asked account: what it does in sessions of ours is no use of a key */
    static String of(Question question, AwsSettings.Archive archive, Optional<String> ownRole) {
        var range = question.range();
        var day = DateTimeFormatter.ofPattern(archive.dayFormat()).withZone(ZoneOffset.UTC);
        return filled(Map.ofEntries(
                Map.entry("table", archive.table()),
                Map.entry("accountColumn", archive.accountColumn()),
                Map.entry("account", question.place().accountId()),
                Map.entry("regionColumn", archive.regionColumn()),
                Map.entry("region", question.place().region()),
                Map.entry("dayColumn", archive.dayColumn()),
                Map.entry("firstDay", day.format(range.from())),
                Map.entry("lastDay", day.format(range.to().plus(DELIVERED))),
                Map.entry("from", seconds(range.from())),
                Map.entry("to", seconds(range.to())),
                Map.entry("managing", listed(Operations.managing())),
                Map.entry("ownRole", ownRole.orElse("")),
                Map.entry("keys", listed(question.keys())),
                Map.entry("ownerless", listed(question.ownerless()))));
    }

    /** None of the values can hold a quote: settings are checked at the start, ARNs are parsed, the rest is ours. */
    private static String filled(Map<String, String> values) {
        return GAP.matcher(COMMENT.matcher(template()).replaceAll(""))
                .replaceAll(gap -> Matcher.quoteReplacement(Optional.ofNullable(values.get(gap.group(1)))
                        .orElseThrow(
                                () -> new IllegalStateException(FILE + " has a gap nobody fills: " + gap.group()))));
    }

    /** CloudTrail's times have whole seconds. */
    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String listed(SortedSet<KeyArn> keys) {
        return listed(keys.stream().map(KeyArn::toString).toList());
    }

    /** SQL has no list of nothing; an empty text is in no record. */
    private static String listed(Collection<String> values) {
        return values.isEmpty()
                ? "''"
                : values.stream().sorted().map(value -> "'" + value + "'").collect(Collectors.joining(", "));
    }

    private static String template() {
        try (var file = AthenaStatement.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
