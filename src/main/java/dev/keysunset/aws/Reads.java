package dev.keysunset.aws;

import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import jakarta.enterprise.context.ApplicationScoped;
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

    /** Some of a list, and the marker of what follows; without one it is the end. */
    record Batch<T>(List<T> items, Optional<String> next) {}

    public Reads(ConfiguredAccounts accounts, Sessions sessions, Pacing pacing, Retrying retrying) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.pacing = pacing;
        this.retrying = retrying;
    }

    /** @param call may throw {@link CallFailed} for an answer it cannot make sense of */
    <T> Reading<T> read(Place place, Api api, Supplier<T> call) {
        return reading(() -> answer(place, api, call));
    }

    /** The whole list: a list that broke off is no list. */
    <T> Reading<List<T>> readAll(Place place, Api api, Function<Optional<String>, Batch<T>> call) {
        return reading(() -> all(place, api, call));
    }

    <T> Reading<T> reading(Supplier<T> answer) {
        try {
            return Reading.read(answer.get());
        } catch (CallFailed failed) {
            return failed.reading();
        }
    }

    /** @throws CallFailed when the last attempt has failed */
    <T> T answer(Place place, Api api, Supplier<T> call) {
        var name = api.action() + " in " + place;
        accounts.require(name, place);
        return retrying.call(patience -> {
            pacing.await(place, api, patience);
            sessions.reading(place.accountId());
            return attempt(name, place, call);
        });
    }

    private <T> T attempt(String name, Place place, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            var failed = CallFailed.of(name, e);
            if (failed.nature() == CallFailed.Nature.EXPIRED) {
                sessions.forget(place.accountId());
            }
            throw failed;
        }
    }

    private <T> List<T> all(Place place, Api api, Function<Optional<String>, Batch<T>> call) {
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
