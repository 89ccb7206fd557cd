package dev.keysunset.notify.channel;

import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Topics.Published;
import dev.keysunset.notify.NotifySettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The channels over HTTP, against a server that does what servers do. */
abstract class ChannelFixture {
    static final Instant NOW = Instant.parse("2026-04-20T06:01:20Z");

    /** 24 bytes, as Standard Webhooks writes them. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @SuppressWarnings("NullAway.Init")
    static Peer peer;

    @SuppressWarnings("NullAway.Init")
    static Vertx vertx;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path secrets;

    @BeforeAll
    static void begin() throws IOException {
        peer = Peer.begin();
        vertx = Vertx.vertx();
        Files.writeString(secrets.resolve("signing"), SECRET + "\n");
        Files.writeString(secrets.resolve("routing"), "R0UT1NGKEY");
        Files.writeString(secrets.resolve("url"), peer.url() + "/services/T000/B000/secret-path");
    }

    @AfterAll
    static void close() {
        peer.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void forget() {
        peer.forget();
    }

    static Outcome slack() {
        return channel("slack", Map.of()).send(Samples.message(Samples.of(Kind.ROLLBACK_BEGUN)));
    }

    static Channel channel(String way, Map<String, String> target) {
        return channel(settings(way, target));
    }

    static Channel channel(Map<String, String> settings) {
        var read = read(settings);
        var channels = new Channels(read, (_, _, _, _) -> new Published.Accepted("1"), () -> NOW, vertx);
        return channels.to(Objects.requireNonNull(read.targets().get("them")));
    }

    static Map<String, String> settings(String way, Map<String, String> target) {
        var settings = new HashMap<String, String>();
        settings.put("keysunset.notify.base-url", "https://keysunset.example.com/");
        settings.put("keysunset.notify.timeout", "PT10S");
        settings.put("keysunset.notify.allowed-networks", "127.0.0.0/8,::1");
        settings.put("keysunset.notify.targets.them.channel", way);
        settings.put("keysunset.notify.targets.them.url", "file:" + secrets.resolve("url"));
        settings.put(
                "keysunset.notify.targets.them.secret",
                "file:" + secrets.resolve(way.equals("pagerduty") ? "routing" : "signing"));
        target.forEach((name, value) -> settings.put("keysunset.notify.targets.them." + name, value));
        return settings;
    }

    static NotifySettings read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(NotifySettings.class)
                .build()
                .getConfigMapping(NotifySettings.class);
    }
}
