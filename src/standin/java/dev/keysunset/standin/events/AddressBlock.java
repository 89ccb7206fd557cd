package dev.keysunset.standin.events;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IP addresses such as {@code 10.0.0.0/24}.
 *
 * @param length how many bytes an address has
 * @param shift how many bits at the end are free
 */
record AddressBlock(BigInteger network, int length, int shift) {
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F.:]+)/(\\d{1,3})");
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    static Optional<AddressBlock> parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        return address(match.group(1)).flatMap(bytes -> {
            var shift = bytes.length * Byte.SIZE - Integer.parseInt(match.group(2));
            return shift < 0
                    ? Optional.empty()
                    : Optional.of(new AddressBlock(new BigInteger(1, bytes).shiftRight(shift), bytes.length, shift));
        });
    }

    boolean contains(String text) {
        return address(text)
                .filter(bytes -> bytes.length == length)
                .map(bytes -> new BigInteger(1, bytes).shiftRight(shift).equals(network))
                .orElse(false);
    }

    /** Only literal addresses: nothing is ever asked of a name server. */
    private static Optional<byte[]> address(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
