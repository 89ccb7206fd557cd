package dev.keysunset.core;

import java.util.Comparator;

/**
 * The calls that one canary stands for: all that need keys of one usage in one place. What a feed shows of these says nothing of
 * others, because selectors and rules tell operations apart.
 *
 * @param keyUsage AWS's KeyUsage of the keys, such as {@code SIGN_VERIFY}
 */
public record CallClass(Place place, String keyUsage) implements Comparable<CallClass> {
    private static final Comparator<CallClass> ORDER =
            Comparator.comparing(CallClass::place).thenComparing(CallClass::keyUsage);

    @Override
    public int compareTo(CallClass other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return keyUsage + " in " + place;
    }
}
