package dev.keysunset.notify.channel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses a target may be at: public ones, and those of networks that were allowed by setting. Whoever can choose a
 * target's name must not reach through this service what they cannot reach themselves.
 *
 * @param allowed not public, and wanted all the same
 */
record Reach(List<Network> allowed) {
    /** They hand out credentials, and are no target in any network (Amazon EC2 and ECS user guides, instance and task metadata). */
    private static final List<Network> METADATA =
            networks("169.254.169.254", "169.254.170.2", "169.254.170.23", "fd00:ec2::254", "fd00:ec2::23");

    /** Of version 4 (IANA IPv4 Special-Purpose Address Registry, and multicast). */
    private static final List<Network> SPECIAL = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    /** Of version 6, what is public at all is in here (RFC 4291). */
    private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

    /** How networks without version 4 write its addresses (RFC 6052). */
    private static final Network TRANSLATED = Network.of("64:ff9b::/96");

    /**
     * The address that a connection goes to, whatever the name resolves to later.
     *
     * @param addresses all that the name resolves to; one that is out of reach spoils the rest
     * @throws OutOfReach naming the address, if there is such a one
     */
    InetAddress pin(String host, List<InetAddress> addresses) throws OutOfReach {
        for (var address : addresses) {
            if (!permits(address)) {
                throw new OutOfReach(host + " is at " + address.getHostAddress()
                        + ", which is no public address; keysunset.notify.allowed-networks does not name it");
            }
        }
        return addresses.stream().findFirst().orElseThrow(() -> new OutOfReach(host + " has no address"));
    }

    boolean permits(InetAddress address) {
        var meant = untranslated(address);
        return !within(METADATA, meant) && (isPublic(meant) || within(allowed, meant));
    }

    private static boolean isPublic(InetAddress address) {
        var known = address.getAddress().length == Integer.BYTES || GLOBAL_UNICAST.contains(address);
        return known && !within(SPECIAL, address);
    }

    /** Java itself takes the mapped ones (::ffff:0:0/96) for what they mean. */
    private static InetAddress untranslated(InetAddress address) {
        if (!TRANSLATED.contains(address)) {
            return address;
        }
        try {
            var bytes = address.getAddress();
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - Integer.BYTES, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean within(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... cidrs) {
        return Stream.of(cidrs).map(Network::of).toList();
    }

    static Reach allowing(Optional<List<String>> networks) {
        return new Reach(networks.orElse(List.of()).stream().map(Network::of).toList());
    }
}
