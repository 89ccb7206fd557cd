/**
 * The real core and engine in a world made of a seed: a virtual clock, a model of AWS, a store in memory, people, users and
 * weather. One replica moves at a time, from port call to port call; a crash or a pause may fall between any two.
 *
 * <p>A failing seed prints its story. Replay it with {@code -Dtest=SimulationTest -Dkeysunset.simulation.seed=<seed>}.
 */
@NullMarked
package dev.keysunset.simulation;

import org.jspecify.annotations.NullMarked;
