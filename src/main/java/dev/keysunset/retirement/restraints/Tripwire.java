package dev.keysunset.retirement.restraints;

/** Sets a stop by itself when what it looks for has come. Asked before everything dangerous. */
interface Tripwire {
    void check();
}
