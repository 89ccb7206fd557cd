package dev.keysunset.engine;

import dev.keysunset.core.Described;
import dev.keysunset.core.EarlierRollback;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.MemberFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.UseFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads members of a retirement: their keys, and before a gate all that hangs on them and became of them before. */
@ApplicationScoped
public class MemberReading {
    private final Keys keys;
    private final Dependants dependants;
    private final WayBackReading wayBack;
    private final KeyUses uses;
    private final EarlierRollbacks rollbacks;

    public MemberReading(
            Keys keys, Dependants dependants, WayBackReading wayBack, KeyUses uses, EarlierRollbacks rollbacks) {
        this.keys = keys;
        this.dependants = dependants;
        this.wayBack = wayBack;
        this.uses = uses;
        this.rollbacks = rollbacks;
    }

    /** @param urgentSince since when the key is needed; where the limit binds, the newest goes first */
    Described describe(KeyArn keyArn, Optional<Instant> urgentSince) {
        return new Described(keyArn, keys.describe(keyArn, urgentSince));
    }

    public MemberFacts facts(Described described) {
        var keyArn = described.keyArn();
        var surroundings = keys.surroundings(keyArn);
        // Where the aliases cannot be read, that alone keeps the assessment from deciding anything.
        Set<String> aliases =
                surroundings.aliases().found().<Set<String>>map(names -> names).orElse(Set.of());
        var usage = keys.lastUsage(keyArn);
        return new MemberFacts(
                described,
                new UseFacts(usage, uses.of(keyArn, usage)),
                surroundings,
                dependants.naming(keyArn, aliases),
                wayBack.facts(keyArn));
    }

    /** What became of these keys in retirements before. */
    public List<EarlierRollback> earlierRollbacks(List<Described> members) {
        return rollbacks.of(members.stream().map(Described::keyArn).toList());
    }

    boolean answers(Place place) {
        return keys.answers(place);
    }
}
