package dev.keysunset.standin.queue;

import dev.keysunset.standin.key.Place;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ARN of a queue, {@code arn:aws:sqs:<region>:<account>:<name>}. */
public record QueueArn(Place place, String name) {
    private static final Pattern FORM = Pattern.compile("arn:aws:sqs:([a-z0-9-]+):(\\d{12}):([A-Za-z0-9_-]{1,80})");
    private static final Pattern URL = Pattern.compile(".*/(\\d{12})/([A-Za-z0-9_-]{1,80})/?");

    public static Optional<QueueArn> parse(String text) {
        var match = FORM.matcher(text);
        return match.matches()
                ? Optional.of(new QueueArn(new Place(match.group(2), match.group(1)), match.group(3)))
                : Optional.empty();
    }

    /** The queue a URL names. Its host says nothing: clients reach the stand-in under several names. */
    static Optional<QueueArn> ofUrl(String url, String region) {
        var match = URL.matcher(url);
        return match.matches()
                ? Optional.of(new QueueArn(new Place(match.group(1), region), match.group(2)))
                : Optional.empty();
    }

    /** What comes after the host in the queue's URL. */
    String path() {
        return "/" + place.account() + "/" + name;
    }

    @Override
    public String toString() {
        return "arn:aws:sqs:" + place.region() + ":" + place.account() + ":" + name;
    }
}
