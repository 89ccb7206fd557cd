package dev.keysunset.standin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How a stand-in starts.
 *
 * @param port 0 for any free one
 * @param fleet the keys to begin with
 * @param rate domain seconds a real second; 0 stands still until the clock is advanced
 * @param startAt the first moment of domain time; real now if empty
 * @param aws behaviour that AWS leaves open, or that tests want otherwise
 */
public record StandInOptions(
        int port, FleetName fleet, double rate, long seed, Optional<Instant> startAt, AwsSettings aws) {

    /** The fleets to choose from. */
    public enum FleetName {
        NONE,
        DEMO
    }

    /**
     * Behaviour of AWS that can be chosen.
     *
     * @param lookupsPerSecond LookupEvents per account, region and second of real time; 0 for no limit
     * @param pendingAsDisabled which of two documented codes a cryptographic call on a key pending deletion ends with
     */
    public record AwsSettings(int lookupsPerSecond, boolean pendingAsDisabled) {
        public static final AwsSettings DEFAULT = new AwsSettings(2, false);
    }

    /** No keys, real pace. */
    public static StandInOptions defaults() {
        return new StandInOptions(0, FleetName.NONE, 1, 1, Optional.empty(), AwsSettings.DEFAULT);
    }

    public StandInOptions withPort(int value) {
        return new StandInOptions(value, fleet, rate, seed, startAt, aws);
    }

    public StandInOptions withFleet(FleetName value) {
        return new StandInOptions(port, value, rate, seed, startAt, aws);
    }

    public StandInOptions withRate(double value) {
        return new StandInOptions(port, fleet, value, seed, startAt, aws);
    }

    public StandInOptions withSeed(long value) {
        return new StandInOptions(port, fleet, rate, value, startAt, aws);
    }

    public StandInOptions withStartAt(Instant value) {
        return new StandInOptions(port, fleet, rate, seed, Optional.of(value), aws);
    }

    public StandInOptions withAws(AwsSettings value) {
        return new StandInOptions(port, fleet, rate, seed, startAt, value);
    }

    /** The wall clock of the machine, the only place it is named. */
    static InstantSource realTime() {
        return InstantSource.system();
    }
}
