package dev.keysunset.standin.ground;

import java.util.Random;
import java.util.UUID;

/** Identifiers from a seed, so that two runs of one seed name everything alike. */
public final class Ids {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private final Random random;

    public Ids(long seed) {
        this.random = new Random(seed);
    }

    public String uuid() {
        var most = (random.nextLong() & ~0xF000L) | 0x4000L;
        var least = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least).toString();
    }

    /** The id of a multi-Region key. */
    public String multiRegionKeyId() {
        return "mrk-" + uuid().replace("-", "");
    }

    /** Letters and digits as in access key ids. */
    public String letters(int count) {
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(BASE32.charAt(random.nextInt(BASE32.length())));
        }
        return text.toString();
    }
}
