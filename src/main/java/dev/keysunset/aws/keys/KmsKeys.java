package dev.keysunset.aws.keys;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.FencedCalls;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.Reads.Batch;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.MemberFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Usage;
import dev.keysunset.engine.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;

/** AWS KMS in the configured accounts and Regions. */
@ApplicationScoped
public class KmsKeys implements Keys {
    private static final String AWS_MANAGED_ALIAS = "alias/aws/";

    /** How many keys of a place may fail to be described before the place counts as not answering. */
    private static final int WITNESSES = 10;

    private final Reads reads;
    private final Clients clients;
    private final KeySurroundings surroundings;
    private final FencedCalls fenced;

    public KmsKeys(Reads reads, Clients clients, KeySurroundings surroundings, FencedCalls fenced) {
        this.reads = reads;
        this.clients = clients;
        this.surroundings = surroundings;
        this.fenced = fenced;
    }

    @Override
    public Reading<KeyFacts> describe(KeyArn keyArn, Optional<Instant> urgentSince) {
        return described(keyArn.place(), keyArn.toString(), urgentSince, answered -> answered.equals(keyArn));
    }

    @Override
    public Reading<KeyFacts> resolve(Place place, String key) {
        if (key.startsWith(AWS_MANAGED_ALIAS) || key.contains(":" + AWS_MANAGED_ALIAS)) {
            return switch (surroundings.target(place, key.substring(key.indexOf(AWS_MANAGED_ALIAS)))) {
                case Reading.Read<Optional<String>>(var keyId) ->
                    keyId.map(id -> described(place, id)).orElseGet(Reading.Absent::new);
                case Reading.Absent<Optional<String>> _ -> new Reading.Absent<>();
                case Reading.Unreadable<Optional<String>>(var call, var code, var message) ->
                    new Reading.Unreadable<>(call, code, message);
            };
        }
        return KeyArn.parse(key).map(this::describe).orElseGet(() -> described(place, key));
    }

    @Override
    public Reading<List<KeyArn>> list(Place place) {
        return reads.readAll(place, Api.LIST_KEYS, marker -> batch(place, marker));
    }

    @Override
    public Usage lastUsage(KeyArn keyArn) {
        var place = keyArn.place();
        var reading = reads.read(
                place,
                Api.GET_KEY_LAST_USAGE,
                () -> LastUsage.of(
                        keyArn, clients.kms(place).getKeyLastUsage(request -> request.keyId(keyArn.toString()))));
        return switch (reading) {
            case Reading.Read<Usage>(var usage) -> usage;
            case Reading.Absent<Usage> _ -> new Usage.Unreadable("NotFoundException", keyArn + " does not exist");
            case Reading.Unreadable<Usage>(var _, var code, var message) -> new Usage.Unreadable(code, message);
        };
    }

    @Override
    public MemberFacts.Surroundings surroundings(KeyArn keyArn) {
        return surroundings.of(keyArn);
    }

    @Override
    public boolean answers(Place place) {
        return reads.read(
                        place,
                        Api.LIST_KEYS,
                        () -> batch(place, Optional.empty()).items())
                .found()
                .map(keys -> keys.stream()
                        .limit(WITNESSES)
                        .anyMatch(keyArn -> describe(keyArn).found().isPresent()))
                .orElse(false);
    }

    @Override
    public EffectRecord.Outcome perform(UUID retirementId, EffectRecord effect, Optional<Instant> neededAt) {
        return fenced.perform(retirementId, effect, neededAt);
    }

    private Reading<KeyFacts> described(Place place, String key) {
        return described(
                place, key, Optional.empty(), answered -> answered.place().equals(place));
    }

    /** @param expected false of a key that was not asked for: an endpoint of the wrong Region or account must not be believed */
    private Reading<KeyFacts> described(
            Place place, String key, Optional<Instant> urgentSince, Predicate<KeyArn> expected) {
        try {
            return Reading.read(reads.answer(place, Api.DESCRIBE_KEY, urgentSince, () -> {
                var facts = KeyDescriptions.of(clients.kms(place)
                        .describeKey(request -> request.keyId(key))
                        .keyMetadata());
                if (!expected.test(facts.keyArn())) {
                    throw CallFailed.malformed(
                            Api.DESCRIBE_KEY.action() + " in " + place,
                            "WrongKey",
                            "asked for " + key + ", AWS answered for " + facts.keyArn());
                }
                return facts;
            }));
        } catch (CallFailed failed) {
            return failed.notFound() ? new Reading.Absent<>() : failed.reading();
        }
    }

    private Batch<KeyArn> batch(Place place, Optional<String> marker) {
        var answer = clients.kms(place).listKeys(request -> request.marker(marker.orElse(null)));
        return new Batch<>(ofPlace(place, answer), KeySurroundings.next(answer.truncated(), answer.nextMarker()));
    }

    /** @throws CallFailed for a key of elsewhere */
    static List<KeyArn> ofPlace(Place place, ListKeysResponse answer) {
        return answer.keys().stream()
                .map(entry -> KeyArn.parse(String.valueOf(entry.keyArn()))
                        .filter(keyArn -> keyArn.place().equals(place))
                        .orElseThrow(() -> CallFailed.malformed(
                                Api.LIST_KEYS.action() + " in " + place,
                                "WrongKey",
                                "AWS listed " + entry.keyArn() + ", which is not a key of this place")))
                .toList();
    }
}
