package dev.keysunset.standin.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of IP addresses in CIDR notation. */
record AddressRange(BigInteger prefix, int shift, int width) {

    static AddressRange parse(String text) {
        var slash = text.indexOf('/');
        var address = bytes(slash < 0 ? text : text.substring(0, slash));
        var width = address.length * Byte.SIZE;
        var length = slash < 0 ? width : length(text.substring(slash + 1), width);
        return new AddressRange(new BigInteger(1, address).shiftRight(width - length), width - length, width);
    }

    boolean contains(String address) {
        var bytes = bytes(address);
        return bytes.length * Byte.SIZE == width
                && new BigInteger(1, bytes).shiftRight(shift).equals(prefix);
    }

    private static int length(String text, int width) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > width) {
            throw new MalformedPolicyException("Not a prefix length: " + text);
        }
        return Integer.parseInt(text);
    }

    /** Only addresses are read; a name would be looked up in the network. */
    private static byte[] bytes(String text) {
        try {
            if (text.matches("[0-9a-fA-F.:]+") && (text.contains(":") || text.matches("\\d+(\\.\\d+){3}"))) {
                return InetAddress.getByName(text).getAddress();
            }
            throw new MalformedPolicyException("Not an IP address: " + text);
        } catch (UnknownHostException e) {
            throw new MalformedPolicyException("Not an IP address: " + text, e);
        }
    }
}
