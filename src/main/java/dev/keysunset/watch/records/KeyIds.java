package dev.keysunset.watch.records;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * A set of key ids that is asked about the end of a stretch of text without taking the stretch out of it. Knows hashes alone:
 * its no is certain, its yes is not.
 */
final class KeyIds {
    /** So many characters at the end are hashed: of a UUID, as of a multi-Region key's id, they are drawn by chance. */
    private static final int HASHED = 8;

    private static final int EMPTY = 0;

    private final int[] table;
    private final int shortest;

    KeyIds(Collection<String> ids) {
        this.table = new int[Integer.highestOneBit(Math.max(ids.size(), 4)) * 8];
        this.shortest = ids.stream().mapToInt(String::length).min().orElse(Integer.MAX_VALUE);
        ids.stream().map(KeyIds::bytes).filter(id -> id.length >= HASHED).forEach(id -> put(hash(id, id.length)));
    }

    /** Whether one of the ids may be what {@code text} has before {@code to}. */
    boolean mayEnd(byte[] text, int from, int to) {
        if (to - from < shortest) {
            return false;
        }
        if (shortest < HASHED) {
            return true;
        }
        int hash = hash(text, to);
        for (int slot = hash & (table.length - 1); table[slot] != EMPTY; slot = (slot + 1) & (table.length - 1)) {
            if (table[slot] == hash) {
                return true;
            }
        }
        return false;
    }

    boolean mayBe(String id) {
        return mayEnd(bytes(id), 0, id.length());
    }

    /** Of ids as AWS makes them: letters, digits and hyphens. */
    private static byte[] bytes(String id) {
        return id.getBytes(StandardCharsets.US_ASCII);
    }

    private void put(int hash) {
        int slot = hash & (table.length - 1);
        while (table[slot] != EMPTY && table[slot] != hash) {
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = hash;
    }

    private static int hash(byte[] text, int to) {
        int odd = text[to - 1] | text[to - 3] << 8 | text[to - 5] << 16 | text[to - 7] << 24;
        int even = text[to - 2] | text[to - 4] << 8 | text[to - 6] << 16 | text[to - 8] << 24;
        int hash = odd * 0x9E3779B1 + even * 0x85EBCA77;
        return hash == EMPTY ? 1 : hash;
    }
}
