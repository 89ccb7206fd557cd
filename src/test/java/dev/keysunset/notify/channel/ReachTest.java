package dev.keysunset.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where no target is, and where one may be all the same. */
class ReachTest {
    private static final Reach PUBLIC = Reach.allowing(Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "169.254.170.2",
                "100.64.0.1",
                "198.18.0.1",
                "192.0.2.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:a00:1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "2002:7f00:1::",
                "2001:0:1::",
                "2001:db8::1"
            })
    void isNoPublicAddress(String address) {
        assertThat(PUBLIC.permits(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"52.94.5.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "2600:9000::1", "64:ff9b::345e:501"})
    void isAPublicAddress(String address) {
        assertThat(PUBLIC.permits(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void staysWithinTheNetworksThatWereAllowed() {
        var reach = Reach.allowing(Optional.of(List.of("10.20.0.0/16", "fd12::/16", "192.168.7.7")));
        assertThat(List.of("10.20.255.1", "fd12::9", "192.168.7.7", "::ffff:10.20.0.1", "64:ff9b::a14:1"))
                .allMatch(address -> reach.permits(InetAddress.ofLiteral(address)));
        assertThat(List.of("10.21.0.1", "fd13::9", "192.168.7.8", "127.0.0.1"))
                .noneMatch(address -> reach.permits(InetAddress.ofLiteral(address)));
    }

    @Test
    void handsOutNoCredentialsWhateverIsAllowed() {
        var everything = Reach.allowing(Optional.of(List.of("0.0.0.0/0", "::/0")));
        assertThat(everything.permits(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
        assertThat(List.of("169.254.169.254", "169.254.170.2", "fd00:ec2::254", "::ffff:169.254.169.254"))
                .noneMatch(address -> everything.permits(InetAddress.ofLiteral(address)));
    }

    @Test
    void oneAddressOutOfReachSpoilsTheName() {
        var addresses = List.of(InetAddress.ofLiteral("52.94.5.1"), InetAddress.ofLiteral("10.0.0.1"));
        assertThatThrownBy(() -> PUBLIC.pin("hooks.example.com", addresses))
                .isInstanceOf(OutOfReach.class)
                .hasMessageContaining("hooks.example.com is at 10.0.0.1")
                .hasMessageContaining("keysunset.notify.allowed-networks");
        assertThatThrownBy(() -> PUBLIC.pin("hooks.example.com", List.of())).isInstanceOf(OutOfReach.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "localhost/8", "10.0.0.0/33", "10.0.0.0/-1", "fd00::/129", "10.0.0.0/x", "10.0.0.0/8/8"
            })
    void isNoNetwork(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }
}
