package dev.keysunset.inventory;

import java.util.ArrayList;
import java.util.List;

/** What one scan, or its part in one place, has come to. */
record ScanCount(int keysRead, int keysUnreadable, int keysGone, List<Unreadable> unreadable) {
    static final ScanCount NOTHING = new ScanCount(0, 0, 0, List.of());

    static ScanCount failed(Unreadable why) {
        return new ScanCount(0, 0, 0, List.of(why));
    }

    ScanCount plus(ScanCount other) {
        var all = new ArrayList<>(unreadable);
        all.addAll(other.unreadable);
        return new ScanCount(
                keysRead + other.keysRead,
                keysUnreadable + other.keysUnreadable,
                keysGone + other.keysGone,
                List.copyOf(all));
    }
}
