package dev.keysunset.standin.fault;

/** How often calls are hit while bad weather lasts. */
public enum Mood {
    CALM(0.01),
    FLAKY(0.1),
    STORM(0.5);

    private final double chance;

    Mood(double chance) {
        this.chance = chance;
    }

    double chance() {
        return chance;
    }
}
