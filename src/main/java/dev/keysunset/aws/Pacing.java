package dev.keysunset.aws;

import dev.keysunset.core.EffectRecord.Outcome.Refused;
import dev.keysunset.core.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Holds calls back so that the service stays under its own limits, counted as AWS counts: per account, Region and API. */
@ApplicationScoped
public class Pacing {
    private final AwsSettings.Rates rates;
    private final Map<Lane, Turns> turns = new ConcurrentHashMap<>();

    private record Lane(Place place, Api api) {}

    public Pacing(AwsSettings settings) {
        this.rates = settings.rates();
    }

    /**
     * Returns when the call may be sent. Where several wait, the one whose key was needed last goes first.
     *
     * @throws CallFailed if its turn does not come within {@code patience}
     */
    void await(Place place, Api api, Optional<Instant> urgentSince, Duration patience) {
        await(place, api, urgentSince, patience, "ThrottlingException");
    }

    /**
     * The same for an effect.
     *
     * @throws CallFailed with {@link Refused#NOT_SENT}, if its turn does not come within {@code patience}
     */
    void awaitEffect(Place place, Api api, Optional<Instant> urgentSince, Duration patience) {
        await(place, api, urgentSince, patience, Refused.NOT_SENT);
    }

    private void await(Place place, Api api, Optional<Instant> urgentSince, Duration patience, String lateCode) {
        var call = api.action() + " in " + place;
        var line = turns.computeIfAbsent(new Lane(place, api), lane -> new Turns(api.perSecond(rates)));
        try {
            if (!line.came(urgentSince, patience)) {
                throw new CallFailed(
                        call,
                        lateCode,
                        "the service's own limit of " + api.perSecond(rates) + " calls a second has no room within "
                                + patience,
                        CallFailed.Nature.FINAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailed(
                    call,
                    lateCode.equals(Refused.NOT_SENT) ? lateCode : "Interrupted",
                    "interrupted while it waited for its turn",
                    CallFailed.Nature.FINAL);
        }
    }
}
