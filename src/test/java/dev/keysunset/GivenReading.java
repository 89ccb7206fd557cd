package dev.keysunset;

import dev.keysunset.core.BroughtBack;
import dev.keysunset.core.KeyPolicyFacts;
import dev.keysunset.core.KnownUses;
import dev.keysunset.core.MemberFacts.Surroundings;
import dev.keysunset.core.Reading;
import dev.keysunset.core.RoleStanding;
import dev.keysunset.engine.Keys;
import dev.keysunset.engine.MemberReading;
import dev.keysunset.engine.WayBackReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Members on which nothing hangs, and whose way back is open. */
public final class GivenReading {
    private GivenReading() {}

    public static MemberReading of(Keys keys) {
        return new MemberReading(
                keys,
                (_, _) -> Reading.read(List.of()),
                new WayBackReading(
                        _ -> Reading.read(RoleStanding.ALLOWED), _ -> BroughtBack.NEVER, _ -> Optional.empty()),
                (_, _) -> KnownUses.NONE,
                _ -> List.of());
    }

    public static Surroundings surroundings() {
        return new Surroundings(
                Reading.read(new TreeSet<>()),
                Reading.read(List.of()),
                Reading.read(Map.of()),
                Reading.read(new KeyPolicyFacts(
                        "policy", KeyPolicyFacts.Guards.NONE, KeyPolicyFacts.Admitted.NOBODY, RoleStanding.LEFT_OPEN)));
    }
}
