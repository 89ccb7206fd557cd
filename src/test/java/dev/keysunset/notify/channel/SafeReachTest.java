package dev.keysunset.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.keysunset.engine.Notification.Kind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which places a message goes to, and which it never does. */
class SafeReachTest extends ChannelFixture {
    @Test
    void believesNoCertificateThatNobodyVouchesFor() {
        var credential = Credential.make(secrets);
        try (var encrypted = Peer.encrypted(credential)) {
            var url = Map.of("url", "https://localhost:" + encrypted.port());
            assertThat(channel("webhook", url).send(Samples.message(Samples.of(Kind.STOP_SET))))
                    .asInstanceOf(type(Outcome.Later.class))
                    .satisfies(later -> assertThat(later.why()).contains("certification path"));
            assertThat(encrypted.received()).isEmpty();

            var trusting = settings("webhook", url);
            trusting.put(
                    "keysunset.notify.certificates", credential.certificate().toString());
            assertThat(channel(trusting).send(Samples.message(Samples.of(Kind.STOP_SET))))
                    .isInstanceOf(Outcome.Delivered.class);

            // The same certificate under a name that it does not vouch for.
            trusting.put("keysunset.notify.targets.them.url", "https://127.0.0.1:" + encrypted.port());
            assertThat(channel(trusting).send(Samples.message(Samples.of(Kind.STOP_SET))))
                    .isInstanceOf(Outcome.Later.class);
            assertThat(encrypted.received()).hasSize(1);
        }
    }

    @Test
    void reachesNoAddressThatWasNotAllowed() {
        var settings = settings("webhook", Map.of());
        settings.remove("keysunset.notify.allowed-networks");
        for (var host : new String[] {"127.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]"}) {
            settings.put("keysunset.notify.targets.them.url", peer.url().replace("127.0.0.1", host));
            assertThat(channel(settings).send(Samples.message(Samples.of(Kind.STOP_SET))))
                    .as(host)
                    .asInstanceOf(type(Outcome.Never.class))
                    .satisfies(never -> assertThat(never.why()).contains("no public address"));
        }
        assertThat(peer.received()).isEmpty();
    }

    @Test
    void connectsToTheAddressThatWasCheckedWhateverTheNameMeansLater() {
        var asked = new AtomicInteger();
        Resolving.Names rebinding = host -> new InetAddress[] {
            InetAddress.getByAddress(host, new byte[] {127, 0, 0, (byte) asked.incrementAndGet()})
        };
        var settings = read(settings("webhook", Map.of()));
        var reach = new Reach(List.of(Network.of("127.0.0.1/32")));
        try (var posts =
                new Posts(vertx, new Resolving(reach, rebinding, Duration.ofSeconds(1)), settings, () -> NOW)) {
            var to = Destination.parse("http://hooks.example.test:" + peer.port() + "/in")
                    .orElseThrow();
            var post = new Posts.Post(to, "text/plain", Map.of(), "hello");
            assertThat(posts.send(post)).isInstanceOf(Outcome.Delivered.class);
            assertThat(asked).hasValue(1);
            assertThat(peer.received().getFirst().header("Host")).startsWith("hooks.example.test");
            assertThat(posts.send(post)).as("by now it means another address").isInstanceOf(Outcome.Never.class);
        }
        assertThat(peer.received()).hasSize(1);
    }
}
