package dev.keysunset.aws;

import dev.keysunset.core.EffectRecord.Outcome.Refused;
import dev.keysunset.core.Place;
import dev.keysunset.engine.EventHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Holds calls back so that the service stays under its own limits, counted as AWS counts: per account, Region and API. */
@ApplicationScoped
public class Pacing {
    /** How long, in real time, what can always wait does so for a turn. */
    private static final Duration SPARE = Duration.ofSeconds(5);

    private final AwsSettings.Rates rates;
    private final Map<Lane, WaitingLine> lines = new ConcurrentHashMap<>();

    private record Lane(Place place, Api api) {}

    public Pacing(AwsSettings settings) {
        this.rates = settings.rates();
    }

    /**
     * Returns when the call may be sent. Where several wait, the one whose key was needed last goes first.
     *
     * @throws CallFailed if its turn does not come within {@code patience}
     */
    public void await(Place place, Api api, Optional<Instant> urgentSince, Duration patience) {
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

    /**
     * Returns when a call that can always wait may be sent.
     *
     * @throws CallFailed with {@link EventHistory#NO_ROOM} while others send, or have sent lately
     */
    void spare(Place place, Api api) {
        if (!spared(place, api)) {
            throw new CallFailed(
                    api.action() + " in " + place,
                    EventHistory.NO_ROOM,
                    "others need the quota now",
                    CallFailed.Nature.FINAL);
        }
    }

    private boolean spared(Place place, Api api) {
        try {
            return line(place, api).spare(SPARE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private WaitingLine line(Place place, Api api) {
        return lines.computeIfAbsent(new Lane(place, api), lane -> new WaitingLine(api.perSecond(rates)));
    }

    private void await(Place place, Api api, Optional<Instant> urgentSince, Duration patience, String lateCode) {
        var call = api.action() + " in " + place;
        var line = line(place, api);
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
