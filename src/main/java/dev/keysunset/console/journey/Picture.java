package dev.keysunset.console.journey;

import java.util.List;

/**
 * A timeline drawn to scale. Lengths are units of the drawing, which is {@link #WIDTH} wide; {@code look} names a rule of the
 * style sheet.
 *
 * @param told the same in words, for whoever cannot see it
 */
public record Picture(int height, List<Tick> ticks, List<Lane> lanes, List<Line> lines, String told) {
    static final int WIDTH = 1200;

    /** One kind of thing, over the whole time. */
    public record Lane(int y, String label, List<Band> bands, List<Mark> marks) {}

    /** A stretch of time; {@code label} is empty where there is no room for it. */
    public record Band(int x, int width, String look, String label, String title) {}

    /** A moment. */
    public record Mark(int x, String look, String title) {}

    public record Tick(int x, String label) {}

    /** A moment that matters to all lanes. */
    public record Line(int x, String look, String label, boolean leftward) {}
}
