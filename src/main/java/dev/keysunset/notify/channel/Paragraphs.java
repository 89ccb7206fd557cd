package dev.keysunset.notify.channel;

import dev.keysunset.engine.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people read of a message: a paragraph for each thread, so that what belongs together stands together.
 *
 * @param omitted how many notifications there was no room for
 */
record Paragraphs(List<Paragraph> shown, int omitted) {
    /** More than anybody reads at once. */
    static final int MOST = 15;

    private static final int LONGEST = 600;
    private static final int MOST_KEYS = 5;

    /**
     * One notification.
     *
     * @param lines detail, keys and remedy, each short enough for every channel
     */
    record Paragraph(Notification notification, List<String> lines) {}

    static Paragraphs of(Message message) {
        return of(message, MOST);
    }

    static Paragraphs of(Message message, int most) {
        var all = message.told().stream()
                .map(Message.Told::notification)
                .sorted((one, other) -> Integer.compare(rank(message, one), rank(message, other)))
                .toList();
        var shown = all.stream().limit(most).map(Paragraphs::paragraph).toList();
        return new Paragraphs(shown, all.size() - shown.size());
    }

    /** Where the thread begins in the message; the worst first. */
    private static int rank(Message message, Notification notification) {
        var threads = new ArrayList<String>();
        var worstFirst = message.told().stream()
                .map(Message.Told::notification)
                .sorted((one, other) ->
                        other.kind().severity().compareTo(one.kind().severity()))
                .toList();
        worstFirst.forEach(other -> threads.add(other.about().thread()));
        return threads.indexOf(notification.about().thread());
    }

    private static Paragraph paragraph(Notification notification) {
        var words = notification.words();
        var lines = new ArrayList<String>();
        if (!words.detail().isBlank()) {
            lines.add(shortened(words.detail()));
        }
        keys(notification).ifPresent(lines::add);
        words.remedy()
                .filter(text -> !text.isBlank())
                .ifPresent(remedy -> lines.add("What to do: " + shortened(remedy)));
        lines.add(notification.kind() + ", " + notification.once().at());
        return new Paragraph(notification, List.copyOf(lines));
    }

    private static Optional<String> keys(Notification notification) {
        var keyArns = notification.about().keyArns();
        if (keyArns.isEmpty()) {
            return Optional.empty();
        }
        var named = String.join(", ", keyArns.stream().limit(MOST_KEYS).toList());
        var more = keyArns.size() > MOST_KEYS ? " and " + (keyArns.size() - MOST_KEYS) + " more" : "";
        return Optional.of("Keys: " + named + more);
    }

    /** What stands under the last paragraph; empty where everything was shown. */
    Optional<String> rest() {
        return omitted == 0 ? Optional.empty() : Optional.of("And " + omitted + " more.");
    }

    static String shortened(String text) {
        return shortened(text, LONGEST);
    }

    static String shortened(String text, int longest) {
        var plain = text.strip();
        if (plain.length() <= longest) {
            return plain;
        }
        var end = Character.isHighSurrogate(plain.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return plain.substring(0, end) + "…";
    }
}
