package dev.keysunset.notify;

import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Severity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is told of what, and how patiently; in real time. */
@ConfigMapping(prefix = "keysunset.notify")
public interface NotifySettings {
    /** Where people open this service in a browser; messages link to it. */
    Optional<URI> baseUrl();

    /** How long a message to people waits for what else happens, so that it tells all of it at once. */
    @WithDefault("PT1M")
    Duration groupWait();

    /** The same, where somebody has to look now. */
    @WithDefault("PT5S")
    Duration urgentWait();

    /** How long one message may take a target. */
    @WithDefault("PT10S")
    Duration timeout();

    /** For how long a replica owns a message it sends; another sends it again after that. */
    @WithDefault("PT1M")
    Duration lease();

    /** The upper end of the random pause after a target's first failure; it doubles with each further one. */
    @WithDefault("PT5S")
    Duration retryDelay();

    /** The longest pause between two attempts. */
    @WithDefault("PT15M")
    Duration longestRetryDelay();

    /** How long a message is tried before it becomes a dead letter. */
    @WithDefault("PT24H")
    Duration giveUpAfter();

    /** How long what was sent is remembered. Dead letters stay. */
    @WithDefault("P30D")
    Duration keptFor();

    /** How many messages this replica sends to each target at once. */
    @WithDefault("4")
    int messagesAtOnce();

    /** Networks of loopback, private or other special addresses that targets may be in all the same. */
    Optional<List<String>> allowedNetworks();

    /** A file of certificates (PEM) that targets may be signed by, instead of those that Java trusts. */
    Optional<Path> certificates();

    /** Who is told, by a name of your choosing. */
    Map<String, Target> targets();

    /** One target: the way to it, and what it wants to be told. All of what is given must hold. */
    interface Target {
        Way channel();

        /** Where to; {@code env:NAME} or {@code file:/path} where it is a secret itself. Not for mail and topics. */
        Optional<String> url();

        /** The signing secret of a webhook, PagerDuty's routing key, or a mail server's password: {@code env:…} or {@code file:…}. */
        Optional<String> secret();

        /** The ARN of an SNS topic. */
        Optional<String> topicArn();

        Optional<Mail> mail();

        /** Only these kinds, and their sequels. */
        Optional<List<Kind>> kinds();

        /** Only what concerns these accounts. */
        Optional<List<String>> accounts();

        /** Only what concerns keys of these owners. */
        Optional<List<String>> owners();

        /** Nothing less severe. */
        @WithDefault("INFO")
        Severity leastSeverity();
    }

    /** What a target understands. */
    enum Way {
        WEBHOOK,
        SLACK,
        TEAMS,
        PAGERDUTY,
        SNS,
        MAIL
    }

    /** How mail leaves. */
    interface Mail {
        String host();

        @WithDefault("587")
        int port();

        @WithDefault("STARTTLS")
        Encryption encryption();

        Optional<String> username();

        String from();

        List<String> to();
    }

    /** How the way to a mail server is kept private. */
    enum Encryption {
        /** Begun in the clear and refused unless the server offers better. */
        STARTTLS,
        TLS,
        /** For a relay on the same host. */
        NONE
    }
}
