package dev.keysunset.aws.footings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The URL of an SQS queue, such as {@code https://sqs.us-east-1.amazonaws.com/111122223333/keysunset}.
 *
 * @param accountId whose queue it is
 * @param name the queue's name
 */
public record QueueUrl(String text, String accountId, String name) {
    /** What stands for the Region where a URL is set for several of them. */
    public static final String REGION = "{region}";

    private static final Pattern FORM = Pattern.compile("https?://[^/\\s]+/(?:\\S*/)?(\\d{12})/([A-Za-z0-9_-]{1,80})");

    /** Empty for a text that is no queue's URL. */
    public static Optional<QueueUrl> parse(String text) {
        var url = FORM.matcher(text);
        return url.matches() ? Optional.of(new QueueUrl(text, url.group(1), url.group(2))) : Optional.empty();
    }

    /** The queue in one Region of a setting that may name several. */
    public static Optional<QueueUrl> in(String region, String setting) {
        return parse(setting.replace(REGION, region));
    }
}
