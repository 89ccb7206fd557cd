package dev.keysunset.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** What happened, in words, for whoever has to understand a failing seed. */
final class Story {
    private static final int LONGEST = 200;

    private final World world;
    private final Deque<String> lines = new ArrayDeque<>();
    private int count;
    private long hash = 1;

    Story(World world) {
        this.world = world;
    }

    void tell(String who, String what) {
        var line = world.now + " " + who + " " + what;
        count++;
        hash = 31 * hash + line.hashCode();
        lines.addLast(count + "  " + line);
        if (lines.size() > LONGEST) {
            lines.removeFirst();
        }
    }

    /** Two runs of one seed tell the same story, or something in the engine is not determined by the seed. */
    long fingerprint() {
        return hash;
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
