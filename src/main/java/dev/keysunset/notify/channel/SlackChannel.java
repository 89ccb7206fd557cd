package dev.keysunset.notify.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.keysunset.engine.Notification.Severity;
import dev.keysunset.notify.channel.Paragraphs.Paragraph;
import dev.keysunset.notify.channel.Secret.Missing;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An incoming webhook of Slack, or of whatever understands its blocks (Slack, Block Kit reference: 50 blocks, 3000 letters). */
final class SlackChannel implements Channel {
    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_SECTION = 3000;

    private final Posts posts;
    private final Url url;
    private final Optional<URI> baseUrl;

    SlackChannel(Posts posts, Url url, Optional<URI> baseUrl) {
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
            return posts.send(
                    new Posts.Post(url.destination(), "application/json; charset=UTF-8", Map.of(), body(message)));
        } catch (Missing e) {
            return e.outcome();
        }
    }

    String body(Message message) {
        var body = CloudEvents.object();
        body.put("text", escaped(sign(message.severity()) + " " + message.headline()));
        var blocks = body.putArray("blocks");
        blocks.addObject()
                .put("type", "header")
                .putObject("text")
                .put("type", "plain_text")
                .put("text", Paragraphs.shortened(sign(message.severity()) + " " + message.headline(), LONGEST_HEADER));
        var paragraphs = Paragraphs.of(message);
        paragraphs.shown().forEach(paragraph -> section(blocks, markup(paragraph)));
        paragraphs.rest().ifPresent(rest -> section(blocks, rest));
        return CloudEvents.text(body);
    }

    private static void section(ArrayNode blocks, String markup) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", markup);
    }

    /** Cut before the markup goes round it: half a link would show its ends. */
    private String markup(Paragraph paragraph) {
        var page = Pages.of(baseUrl, paragraph.notification().about());
        var title =
                escaped(Paragraphs.shortened(paragraph.notification().words().title(), LONGEST_HEADER));
        var head = page.map(link -> "*<" + link + "|" + title.replace("|", "/") + ">*")
                .orElse("*" + title + "*");
        var text = paragraph.lines().stream().map(SlackChannel::escaped).collect(Collectors.joining("\n"));
        return head + "\n" + Paragraphs.shortened(text, LONGEST_SECTION - head.length() - 1);
    }

    /** Nobody's text mentions a channel or hides a link (Slack, formatting text: escaping). */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String sign(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "[critical]";
            case WARNING -> "[warning]";
            case INFO -> "[info]";
        };
    }
}
