package dev.keysunset.simulation;

/**
 * What may go wrong in one seed, and how often. Every seed draws its own few kinds: with three kinds of fault it finds what a
 * seed with all of them drowns.
 *
 * @param crash per port call
 * @param pause per port call: a garbage collection, a stopped process, a migrated machine
 * @param lostAnswer per effect: it took effect and nobody was told; as often, it never arrived
 * @param lateEffect per effect: it arrives minutes later
 * @param unreadable per read of AWS or of a page
 * @param staleRead per read of a key that has just changed
 * @param storeTrouble per write: the commit fails, or succeeds and says it failed
 * @param meddling per day and key: somebody else changes the key's state directly
 * @param orders per day and retirement: people order, withdraw, reject
 */
record Options(
        double crash,
        double pause,
        double lostAnswer,
        double lateEffect,
        double unreadable,
        double staleRead,
        double storeTrouble,
        double meddling,
        double orders) {
    static final Options CALM = new Options(0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Options drawn(Chance chance) {
        return new Options(
                drawn(chance, 0.004),
                drawn(chance, 0.01),
                drawn(chance, 0.3),
                drawn(chance, 0.3),
                drawn(chance, 0.1),
                drawn(chance, 0.5),
                drawn(chance, 0.05),
                drawn(chance, 0.03),
                drawn(chance, 0.08));
    }

    private static double drawn(Chance chance, double most) {
        return chance.in(0.4) ? most * (1 + chance.below(4)) / 4 : 0;
    }

    boolean calm() {
        return equals(CALM);
    }
}
