package dev.keysunset.aws;

import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** How every read goes: within the limits, under the account's session, tried again within its patience. */
@ApplicationScoped
public class Reads {
    private final ConfiguredAccounts accounts;
    private final Sessions sessions;
    private final Pacing pacing;
    private final Retrying retrying;
    private final CallTally tally;

    /** Some of a list, and the marker of what follows; without one it is the end. */
    public record Batch<T>(List<T> items, Optional<String> next) {}

    public Reads(ConfiguredAccounts accounts, Sessions sessions, Pacing pacing, Retrying retrying, CallTally tally) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.pacing = pacing;
        this.retrying = retrying;
        this.tally = tally;
    }

    /** @param call may throw {@link CallFailed} for an answer it cannot make sense of */
    public <T> Reading<T> read(Place place, Api api, Supplier<T> call) {
        return reading(() -> answer(place, api, call));
    }

    /** The whole list: a list that broke off is no list. */
    public <T> Reading<List<T>> readAll(Place place, Api api, Function<Optional<String>, Batch<T>> call) {
        return reading(() -> all(place, api, call));
    }

    public <T> Reading<T> reading(Supplier<T> answer) {
        try {
            return Reading.read(answer.get());
        } catch (CallFailed failed) {
            return failed.reading();
        }
    }

    /** @throws CallFailed when the last attempt has failed */
    public <T> T answer(Place place, Api api, Supplier<T> call) {
        return answer(place, api, Optional.empty(), call);
    }

    /**
     * @param urgentSince where the limit binds, the newest goes first
     * @throws CallFailed when the last attempt has failed
     */
    public <T> T answer(Place place, Api api, Optional<Instant> urgentSince, Supplier<T> call) {
        var name = api.action() + " in " + place;
        if (api.readsTheTrail()) {
            accounts.requireTrail(name, place);
        } else if (api.asksAnArchive()) {
            accounts.requireArchive(name, place);
        } else {
            accounts.require(name, place);
        }
        return retrying.call(patience -> {
            pacing.await(place, api, urgentSince, patience);
            sessions.reading(place.accountId());
            return attempt(name, place, api, call);
        });
    }

    /**
     * One attempt of a read that can always wait.
     *
     * @throws CallFailed when it has failed, or has not been made because others need the quota
     */
    public <T> T spare(Place place, Api api, Supplier<T> call) {
        var name = api.action() + " in " + place;
        accounts.require(name, place);
        pacing.spare(place, api);
        sessions.reading(place.accountId());
        return attempt(name, place, api, call);
    }

    private <T> T attempt(String name, Place place, Api api, Supplier<T> call) {
        tally.sent(place, api);
        try {
            return call.get();
        } catch (SdkException e) {
            var failed = CallFailed.of(name, e);
            if (failed.nature() == CallFailed.Nature.THROTTLED) {
                tally.throttled(place, api);
            }
            if (failed.nature() == CallFailed.Nature.EXPIRED) {
                sessions.forget(place.accountId());
            }
            throw failed;
        }
    }

    /** @throws CallFailed when any part of the list cannot be read */
    public <T> List<T> all(Place place, Api api, Function<Optional<String>, Batch<T>> call) {
        var items = new ArrayList<T>();
        var marker = Optional.<String>empty();
        do {
            var asked = marker;
            var batch = answer(place, api, () -> call.apply(asked));
            items.addAll(batch.items());
            if (batch.next().isPresent() && batch.next().equals(asked)) {
                throw CallFailed.malformed(
                        api.action() + " in " + place, "RepeatedMarker", "AWS gave the same marker twice");
            }
            marker = batch.next();
        } while (marker.isPresent());
        return List.copyOf(items);
    }
}
