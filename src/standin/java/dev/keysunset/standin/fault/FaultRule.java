package dev.keysunset.standin.fault;

import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which calls something shall go wrong with. What is absent fits any call.
 *
 * @param times how many calls it hits before it is spent; empty for all
 * @param delay of the kind SLOW, in real time
 */
public record FaultRule(FaultKind kind, Target target, OptionalInt times, Duration delay) {

    /** The calls that are meant. */
    public record Target(
            Optional<String> action, Optional<String> account, Optional<String> region, Optional<String> keyArn) {

        public static final Target ANY =
                new Target(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public static Target action(String name) {
            return new Target(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
        }

        boolean hits(Call call, Optional<KeyArn> key) {
            return fits(action, Optional.of(call.action()))
                    && fits(account, call.caller().account())
                    && fits(region, Optional.of(call.region()))
                    && fits(keyArn, key.map(KeyArn::toString));
        }

        private static boolean fits(Optional<String> wanted, Optional<String> actual) {
            return wanted.isEmpty() || wanted.equals(actual);
        }
    }

    public static FaultRule of(FaultKind kind, String action) {
        return new FaultRule(kind, Target.action(action), OptionalInt.empty(), Duration.ZERO);
    }

    public FaultRule once() {
        return new FaultRule(kind, target, OptionalInt.of(1), delay);
    }

    /** The error a call ends with, if this is a fault of that kind. */
    public Optional<AwsError> error(Call call) {
        return kind.error(call);
    }
}
