package dev.keysunset.core;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What somebody on call checks and repeats once the key of one kind of user is usable again.
 *
 * @param comesBack by itself or not, and how long it takes
 * @param source where that is known from, and how well
 */
public record Advice(String service, Signs signs, String comesBack, String check, String repeat, String source) {

    /**
     * How a call shows that this service made it, or somebody for it; each in lower case.
     *
     * @param invokedBy names of AWS services, such as {@code s3.amazonaws.com}
     * @param context beginnings of keys in the encryption context, such as {@code aws:s3:}
     * @param principals parts of a principal's ARN
     */
    public record Signs(List<String> invokedBy, List<String> context, List<String> principals) {
        public Signs {
            invokedBy = lower(invokedBy);
            context = lower(context);
            principals = lower(principals);
        }

        private static List<String> lower(List<String> texts) {
            return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
        }
    }

    boolean fits(RecordedCall call) {
        var services = Stream.concat(call.caller().service().stream(), call.caller().sourceAddress().stream());
        return services.map(Advice::lower).anyMatch(signs.invokedBy()::contains)
                || call.context().keySet().stream()
                        .map(Advice::lower)
                        .anyMatch(key -> signs.context().stream().anyMatch(key::startsWith))
                || signs.principals().stream().anyMatch(lower(call.caller().principal())::contains);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
