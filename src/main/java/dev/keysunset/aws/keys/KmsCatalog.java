package dev.keysunset.aws.keys;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.AwsSettings;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.Reads;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Rotation;
import dev.keysunset.engine.KeyCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;

/** The keys of whole places in AWS KMS. */
@ApplicationScoped
public class KmsCatalog implements KeyCatalog {
    /** The most AWS gives at once (KMS API, ListKeys and ListAliases). */
    private static final int KEYS = 1000;

    private static final int ALIASES = 100;

    private final Reads reads;
    private final Clients clients;
    private final KeySurroundings surroundings;
    private final AwsSettings settings;

    public KmsCatalog(Reads reads, Clients clients, KeySurroundings surroundings, AwsSettings settings) {
        this.reads = reads;
        this.clients = clients;
        this.surroundings = surroundings;
        this.settings = settings;
    }

    @Override
    public Reading<Listed<KeyArn>> keys(Place place, Optional<String> marker) {
        return reads.read(place, Api.LIST_KEYS, () -> {
            var answer =
                    clients.kms(place).listKeys(request -> request.limit(KEYS).marker(marker.orElse(null)));
            return new Listed<>(
                    KmsKeys.ofPlace(place, answer), KeySurroundings.next(answer.truncated(), answer.nextMarker()));
        });
    }

    @Override
    public Reading<Listed<Alias>> aliases(Place place, Optional<String> marker) {
        return reads.read(place, Api.LIST_ALIASES, () -> {
            var answer = clients.kms(place)
                    .listAliases(request -> request.limit(ALIASES).marker(marker.orElse(null)));
            var aliases = answer.aliases().stream()
                    .filter(entry -> entry.targetKeyId() != null)
                    .map(KmsCatalog::alias)
                    .toList();
            return new Listed<>(aliases, KeySurroundings.next(answer.truncated(), answer.nextMarker()));
        });
    }

    @Override
    public Circumstances circumstances(KeyArn keyArn) {
        return new Circumstances(surroundings.grants(keyArn), surroundings.tags(keyArn), surroundings.policy(keyArn));
    }

    /**
     * Only symmetric keys with material that KMS made are rotated; of a key that is scheduled AWS says no, whatever it said before
     * (KMS Developer Guide, rotating keys).
     */
    @Override
    public Reading<Rotation> rotation(KeyFacts key) {
        var kind = key.kind();
        if (!kind.keySpec().equals("SYMMETRIC_DEFAULT")
                || !kind.origin().equals("AWS_KMS")
                || key.keyState().scheduled()) {
            return new Reading.Absent<>();
        }
        var place = key.keyArn().place();
        return reads.read(
                place,
                Api.GET_KEY_ROTATION_STATUS,
                () -> rotation(clients.kms(place)
                        .getKeyRotationStatus(
                                request -> request.keyId(key.keyArn().toString()))));
    }

    @Override
    public double lastUsagesPerSecond() {
        return Api.GET_KEY_LAST_USAGE.perSecond(settings.rates());
    }

    private static Rotation rotation(GetKeyRotationStatusResponse answer) {
        return new Rotation(
                Boolean.TRUE.equals(answer.keyRotationEnabled()),
                Optional.ofNullable(answer.rotationPeriodInDays()),
                Optional.ofNullable(answer.nextRotationDate()));
    }

    private static Alias alias(AliasListEntry entry) {
        return new Alias(entry.aliasName(), entry.targetKeyId());
    }
}
