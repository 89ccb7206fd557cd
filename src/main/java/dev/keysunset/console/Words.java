package dev.keysunset.console;

import dev.keysunset.core.AwsConsole;
import dev.keysunset.core.KeyArn;
import dev.keysunset.retirement.api.RetirementDocument;
import dev.keysunset.retirement.view.RetirementView;
import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the pages write what the service knows. */
@TemplateExtension
public final class Words {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Pattern INSTANT =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d):\\d\\d(\\.\\d{1,9})?Z");

    private Words() {}

    /** Of a constant: {@code AWAITING_DISABLE_APPROVAL} as people read it. */
    public static String words(Object constant) {
        var text = constant.toString().replace('_', ' ').toLowerCase(Locale.ROOT);
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** In UTC. */
    public static String minute(Instant at) {
        return MINUTE.format(at);
    }

    /** A sentence whose instants are written as they are everywhere else. */
    public static String plain(String sentence) {
        return INSTANT.matcher(sentence).replaceAll("$1 $2");
    }

    /** The same in pieces: what AWS's own console has a page for is one of its own. */
    public static List<AwsConsole.Part> linked(String sentence) {
        return AwsConsole.parts(plain(sentence));
    }

    /** What a sentence says, whenever it was said. */
    public static String timeless(String sentence) {
        return INSTANT.matcher(sentence).replaceAll("");
    }

    /** In hundredths: as bills are. */
    public static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** The two largest units, such as {@code 3 d 4 h}; anything shorter than a minute in seconds. */
    public static String span(Duration duration) {
        var length = duration.abs();
        if (length.toDays() > 0) {
            return length.toDays() + " d" + (length.toHoursPart() > 0 ? " " + length.toHoursPart() + " h" : "");
        }
        if (length.toHours() > 0) {
            return length.toHours() + " h" + (length.toMinutesPart() > 0 ? " " + length.toMinutesPart() + " min" : "");
        }
        return length.toMinutes() > 0 ? length.toMinutes() + " min" : length.toSeconds() + " s";
    }

    /** The last part of an ARN, which is what people compare. */
    public static String tail(Object arn) {
        var text = arn.toString();
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** Whether a constant is the one of that name. */
    public static boolean named(Object constant, String name) {
        return constant.toString().equals(name);
    }

    /** What is absent is not written. */
    public static String given(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    public static String otherwise(Optional<?> value, String instead) {
        return value.map(Object::toString).orElse(instead);
    }

    /** How people call it: by an alias, or by the id of its first key. */
    public static String keyName(RetirementDocument retirement) {
        var subject = retirement.subject();
        return subject.aliases().isEmpty()
                ? tail(subject.members().getFirst().keyArn())
                : subject.aliases().getFirst();
    }

    /** How people call it, where nothing but the retirement itself was read. */
    public static String keyName(RetirementView retirement) {
        var aliases = retirement.aliases();
        return aliases.isEmpty() ? retirement.members().getFirst().keyArn().keyId() : aliases.getFirst();
    }

    public static String regions(RetirementView retirement) {
        return regions(retirement.members().stream().map(RetirementView.MemberView::keyArn));
    }

    public static String regions(RetirementDocument retirement) {
        return regions(retirement.subject().members().stream().map(member -> KeyArn.of(member.keyArn())));
    }

    private static String regions(Stream<KeyArn> keys) {
        return keys.map(KeyArn::region).distinct().sorted().collect(Collectors.joining(", "));
    }

    public static String listed(Collection<?> items) {
        return items.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
