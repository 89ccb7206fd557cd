package dev.keysunset.notify.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.engine.Notification.Severity;
import dev.keysunset.notify.channel.Paragraphs.Paragraph;
import dev.keysunset.notify.channel.Secret.Missing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A Teams workflow that posts to a channel when a webhook request is received: an Adaptive Card, at most 28 KB. Text runs hold
 * text and never markup, so that nobody's words become a link.
 */
final class TeamsChannel implements Channel {
    private static final int LONGEST_LINE = 400;
    private static final int MOST_BYTES = 26_000;

    private final Posts posts;
    private final Url url;
    private final Optional<URI> baseUrl;

    TeamsChannel(Posts posts, Url url, Optional<URI> baseUrl) {
        this.posts = posts;
        this.url = url;
        this.baseUrl = baseUrl;
    }

    @Override
    public boolean groups() {
        return true;
    }

    @Override
    public Outcome send(Message message) {
        try {
            return posts.send(new Posts.Post(url.destination(), "application/json", Map.of(), body(message)));
        } catch (Missing e) {
            return e.outcome();
        }
    }

    /** As many paragraphs as fit. */
    String body(Message message) {
        var most = Paragraphs.MOST;
        var body = body(message, most);
        while (most > 1 && body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            most /= 2;
            body = body(message, most);
        }
        return body;
    }

    private String body(Message message, int most) {
        var body = CloudEvents.object().put("type", "message");
        var attachment =
                body.putArray("attachments").addObject().put("contentType", "application/vnd.microsoft.card.adaptive");
        var card = attachment
                .putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4")
                .put("fallbackText", Paragraphs.shortened(message.headline(), LONGEST_LINE));
        card.putObject("msteams").put("width", "Full");
        fill(card, message, most);
        return CloudEvents.text(body);
    }

    private void fill(ObjectNode card, Message message, int most) {
        var rows = card.putArray("body");
        line(rows, message.headline())
                .put("size", "Large")
                .put("weight", "Bolder")
                .put("color", color(message.severity()));
        var paragraphs = Paragraphs.of(message, most);
        paragraphs.shown().forEach(paragraph -> paragraph(rows, paragraph));
        paragraphs.rest().ifPresent(rest -> line(rows, rest));
        Pages.of(baseUrl, message.first().about())
                .ifPresent(page -> card.putArray("actions")
                        .addObject()
                        .put("type", "Action.OpenUrl")
                        .put("title", "Open in Keysunset")
                        .put("url", page));
    }

    private static void paragraph(ArrayNode rows, Paragraph paragraph) {
        line(rows, paragraph.notification().words().title()).put("weight", "Bolder");
        paragraph.lines().forEach(text -> line(rows, text));
    }

    private static ObjectNode line(ArrayNode rows, String text) {
        return rows.addObject()
                .put("type", "RichTextBlock")
                .putArray("inlines")
                .addObject()
                .put("type", "TextRun")
                .put("text", Paragraphs.shortened(text, LONGEST_LINE));
    }

    private static String color(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "Attention";
            case WARNING -> "Warning";
            case INFO -> "Default";
        };
    }
}
