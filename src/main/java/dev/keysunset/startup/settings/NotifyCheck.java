package dev.keysunset.startup.settings;

import dev.keysunset.notify.NotifySettings;
import dev.keysunset.notify.NotifySettings.Target;
import dev.keysunset.notify.NotifySettings.Way;
import dev.keysunset.notify.channel.Network;
import dev.keysunset.notify.channel.Secret;
import dev.keysunset.notify.channel.Trust;
import dev.keysunset.notify.channel.Url;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whoever is to be told can be told: a target that is not whole would be found out in the night it is needed. */
final class NotifyCheck implements StartCheck {
    private static final String PREFIX = "keysunset.notify.";
    private static final Set<Way> NEED_URL = Set.of(Way.WEBHOOK, Way.SLACK, Way.TEAMS);
    private static final Set<Way> NEED_SECRET = Set.of(Way.WEBHOOK, Way.PAGERDUTY);

    @Override
    public Stream<Complaint> complaints(Settings settings) {
        var notify = settings.of(NotifySettings.class);
        var each = notify.targets().entrySet().stream()
                .flatMap(entry -> target(PREFIX + "targets." + entry.getKey(), entry.getValue()));
        return Stream.of(each, pace(notify), networks(notify), certificates(notify))
                .flatMap(complaints -> complaints);
    }

    private static Stream<Complaint> target(String property, Target target) {
        var way = target.channel();
        return Stream.of(
                        Complaint.when(
                                NEED_URL.contains(way) && target.url().isEmpty(),
                                property + ".url",
                                way + " needs the URL to post to"),
                        Complaint.when(
                                NEED_SECRET.contains(way) && target.secret().isEmpty(),
                                property + ".secret",
                                way + " needs a secret; say where it is: env:NAME or file:/path"),
                        Complaint.when(
                                way == Way.SNS && !topic(target),
                                property + ".topic-arn",
                                "SNS needs a topic, such as arn:aws:sns:us-east-1:111122223333:keysunset"),
                        Complaint.when(
                                way == Way.MAIL && target.mail().isEmpty(),
                                property + ".mail",
                                "MAIL needs a server: host, from and to"),
                        url(property + ".url", target),
                        secret(property + ".secret", target.secret()),
                        mail(property + ".mail", target))
                .flatMap(complaints -> complaints);
    }

    private static boolean topic(Target target) {
        return target.topicArn()
                .filter(arn -> arn.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}"))
                .isPresent();
    }

    /** Where it goes over the open network in the clear, whoever reads along may post as well. */
    private static Stream<Complaint> url(String property, Target target) {
        return target.url().stream().flatMap(text -> {
            var read = new Url(text).read();
            return Stream.concat(
                    Complaint.when(
                            read.isEmpty(),
                            property,
                            "no http or https URL, or none can be read there; give it, or env:NAME or file:/path"),
                    Complaint.when(
                            target.channel() != Way.WEBHOOK
                                    && read.filter(to -> !to.encrypted() && !to.loopback())
                                            .isPresent(),
                            property,
                            "this URL is a secret itself; give one with https"));
        });
    }

    private static Stream<Complaint> secret(String property, Optional<String> secret) {
        return secret.stream()
                .flatMap(text -> Secret.isReference(text)
                        ? Complaint.when(
                                new Secret(text).read().isEmpty(), property, text + " names no secret that can be read")
                        : Stream.of(new Complaint(
                                property, "do not write secrets here; say where they are: env:NAME or file:/path")));
    }

    private static Stream<Complaint> mail(String property, Target target) {
        return target.mail().stream()
                .flatMap(mail -> Stream.of(
                                Complaint.when(mail.to().isEmpty(), property + ".to", "name somebody to write to"),
                                Complaint.when(mail.port() < 1 || mail.port() > 65_535, property + ".port", "no port"),
                                Complaint.when(
                                        mail.username().isPresent()
                                                != target.secret().isPresent(),
                                        property + ".username",
                                        "a user name and its password, as the target's secret, go together"),
                                Stream.concat(Stream.of(mail.from()), mail.to().stream())
                                        .filter(address -> !address.matches("[^@\\s<>,]+@[^@\\s<>,]+"))
                                        .map(address ->
                                                new Complaint(property, "\"" + address + "\" is no mail address")))
                        .flatMap(complaints -> complaints));
    }

    private static Stream<Complaint> pace(NotifySettings notify) {
        return Stream.of(
                        Complaint.unlessPositive(PREFIX + "timeout", notify.timeout()),
                        Complaint.unlessPositive(PREFIX + "retry-delay", notify.retryDelay()),
                        Complaint.unlessPositive(PREFIX + "give-up-after", notify.giveUpAfter()),
                        Complaint.when(
                                notify.timeout().multipliedBy(3).compareTo(notify.lease()) >= 0,
                                PREFIX + "lease",
                                notify.lease() + " is not longer than three of keysunset.notify.timeout ("
                                        + notify.timeout() + "), so that a slow target would be sent everything twice"),
                        Complaint.when(
                                notify.messagesAtOnce() < 1, PREFIX + "messages-at-once", "nobody would be told"))
                .flatMap(complaints -> complaints);
    }

    private static Stream<Complaint> networks(NotifySettings notify) {
        return notify.allowedNetworks().orElse(List.of()).stream()
                .filter(text -> Network.parse(text).isEmpty())
                .map(text -> new Complaint(
                        PREFIX + "allowed-networks", "\"" + text + "\" is no network, such as 10.20.0.0/16"));
    }

    private static Stream<Complaint> certificates(NotifySettings notify) {
        try {
            Trust.of(notify.certificates());
            return Stream.empty();
        } catch (IOException e) {
            return Stream.of(
                    new Complaint(PREFIX + "certificates", e.getMessage() + "; give a file of PEM certificates"));
        }
    }
}
