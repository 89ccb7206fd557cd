package dev.keysunset.retirement;

import dev.keysunset.notify.channel.Peer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server that three targets are at: a webhook, a chat and a pager. */
public class NotifyWorld implements QuarkusTestResourceLifecycleManager {
    static final String HOOK = "hook";
    static final String CHAT = "chat";
    static final String PAGER = "pager";

    private static @Nullable Peer running;

    /** The room's world with people in it, and those who are told. */
    public static class Profile extends ApiWorld.Profile {
        @Override
        public List<TestResourceEntry> testResources() {
            var resources = new ArrayList<>(super.testResources());
            resources.add(new TestResourceEntry(NotifyWorld.class));
            return resources;
        }
    }

    static Peer peer() {
        var started = running;
        if (started == null) {
            throw new IllegalStateException("nobody listens yet");
        }
        return started;
    }

    @Override
    public Map<String, String> start() {
        var peer = Peer.begin();
        running = peer;
        var settings = new HashMap<String, String>();
        settings.put("keysunset.notify.allowed-networks", "127.0.0.1");
        settings.put("keysunset.notify.retry-delay", "PT0.001S");
        settings.put("keysunset.notify.group-wait", "PT0.001S");
        settings.put("keysunset.notify.urgent-wait", "PT0.001S");
        target(settings, HOOK, "webhook", peer);
        target(settings, CHAT, "slack", peer);
        target(settings, PAGER, "pagerduty", peer);
        settings.put("keysunset.notify.targets.pager.least-severity", "CRITICAL");
        return settings;
    }

    private static void target(Map<String, String> settings, String name, String channel, Peer peer) {
        var target = "keysunset.notify.targets." + name + ".";
        settings.put(target + "channel", channel);
        settings.put(target + "url", peer.url() + "/" + name);
        settings.put(target + "secret", "file:" + secret());
    }

    private static String secret() {
        try {
            var file = Files.createTempFile("keysunset", ".secret");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "a-secret").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        var started = running;
        if (started != null) {
            started.close();
        }
    }
}
