package dev.keysunset.notify.channel;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of addresses, as CIDR writes it.
 *
 * @param bits how many of the address's first bits all have in common
 */
public record Network(InetAddress address, int bits) {
    static Network of(String cidr) {
        return parse(cidr).orElseThrow(() -> new IllegalArgumentException("no network: " + cidr));
    }

    /** Empty for anything but an address, alone or with a length, such as {@code 10.0.0.0/8} or {@code fd12::1}. */
    public static Optional<Network> parse(String cidr) {
        var slash = cidr.indexOf('/');
        try {
            var address = InetAddress.ofLiteral(slash < 0 ? cidr : cidr.substring(0, slash));
            var longest = address.getAddress().length * Byte.SIZE;
            var bits = slash < 0 ? longest : Integer.parseInt(cidr.substring(slash + 1));
            return bits < 0 || bits > longest ? Optional.empty() : Optional.of(new Network(address, bits));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress other) {
        var ours = address.getAddress();
        var theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit++) {
            var mask = 0x80 >> (bit % Byte.SIZE);
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
