package dev.keysunset.notify.channel;

import dev.keysunset.engine.RealClock;
import dev.keysunset.engine.Topics;
import dev.keysunset.notify.NotifySettings;
import dev.keysunset.notify.NotifySettings.Target;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;

/** Makes the way to each target. The start checks have seen to it that the settings are whole. */
@ApplicationScoped
public class Channels {
    private final NotifySettings settings;
    private final Topics topics;
    private final RealClock clock;
    private final CloudEvents events;
    private final Resolving resolving;
    private final Posts posts;

    Channels(NotifySettings settings, Topics topics, RealClock clock, Vertx vertx) {
        this.settings = settings;
        this.topics = topics;
        this.clock = clock;
        this.events = new CloudEvents(settings.baseUrl());
        this.resolving = new Resolving(
                Reach.allowing(settings.allowedNetworks()), InetAddress::getAllByName, settings.timeout());
        this.posts = new Posts(vertx, resolving, settings, clock);
    }

    @PreDestroy
    void close() {
        posts.close();
    }

    /** The way to one target. */
    public Channel to(Target target) {
        return switch (target.channel()) {
            case WEBHOOK ->
                new WebhookChannel(posts, new WebhookChannel.Addressed(url(target), secret(target)), events, clock);
            case SLACK -> new SlackChannel(posts, url(target), settings.baseUrl());
            case TEAMS -> new TeamsChannel(posts, url(target), settings.baseUrl());
            case PAGERDUTY ->
                new PagerDutyChannel(
                        posts, new Url(target.url().orElse(PagerDutyChannel.URL)), secret(target), settings.baseUrl());
            case SNS -> new TopicChannel(topics, target.topicArn().orElseThrow(), events);
            case MAIL ->
                new MailChannel(
                        target.mail().orElseThrow(),
                        target.secret().map(Secret::new),
                        new Letters(settings.baseUrl(), clock),
                        line());
        };
    }

    private MailChannel.Line line() {
        try {
            return new MailChannel.Line(resolving, Trust.of(settings.certificates()), settings.timeout(), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Url url(Target target) {
        return new Url(target.url().orElseThrow());
    }

    private static Secret secret(Target target) {
        return new Secret(target.secret().orElseThrow());
    }
}
