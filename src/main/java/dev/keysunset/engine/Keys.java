package dev.keysunset.engine;

import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.MemberFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** KMS, as the engine needs it. Reads never throw for what AWS answers or does not answer: they return a {@link Reading}. */
public interface Keys {
    default Reading<KeyFacts> describe(KeyArn keyArn) {
        return describe(keyArn, Optional.empty());
    }

    /** @param urgentSince where the service's own limit binds, the newest goes first, and what is not urgent last */
    Reading<KeyFacts> describe(KeyArn keyArn, Optional<Instant> urgentSince);

    /** @param key whatever AWS accepts as a KeyId in this place: key id, key ARN, alias name, alias ARN */
    Reading<KeyFacts> resolve(Place place, String key);

    /** Every key of the place, AWS managed ones included. */
    Reading<List<KeyArn>> list(Place place);

    Usage lastUsage(KeyArn keyArn);

    MemberFacts.Surroundings surroundings(KeyArn keyArn);

    /** The positive control: does KMS in this place list a key and describe it? Without it NotFound means nothing. */
    boolean answers(Place place);

    /**
     * One attempt of one effect, under a session that AWS refuses from {@code effect.fencedUntil()} on, by its own clock.
     *
     * @param neededAt when the key was last seen needed: where a quota binds, the newest goes first
     * @return {@code Unknown} whenever it may have taken effect although no answer came
     */
    EffectRecord.Outcome perform(UUID retirementId, EffectRecord effect, Optional<Instant> neededAt);
}
