package dev.keysunset.aws.footings;

import dev.keysunset.aws.AwsSettings;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.keys.KeySurroundings;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Which key is meant where a queue or a bus names what it is encrypted with: by ARN, by id, or by an alias. */
@ApplicationScoped
public class EncryptionKeys {
    private final AwsSettings settings;
    private final KeySurroundings surroundings;

    public EncryptionKeys(AwsSettings settings, KeySurroundings surroundings) {
        this.settings = settings;
        this.surroundings = surroundings;
    }

    /**
     * Empty where none is named, or one that AWS manages, which nobody can retire.
     *
     * @throws CallFailed if an alias cannot be followed
     */
    Optional<KeyArn> named(Place place, Optional<String> name) {
        return name.filter(text -> !text.isBlank()).flatMap(text -> arn(place, text));
    }

    private Optional<KeyArn> arn(Place place, String name) {
        var alias = name.contains("alias/") ? name.substring(name.indexOf("alias/")) : "";
        if (alias.startsWith("alias/aws/")) {
            return Optional.empty();
        }
        return KeyArn.parse(name)
                .or(() -> (alias.isEmpty() ? Optional.of(name) : target(place, alias))
                        .map(id -> new KeyArn(settings.partition(), place.region(), place.accountId(), id)));
    }

    private Optional<String> target(Place place, String alias) {
        var target = surroundings.target(place, alias);
        target.unreadable().ifPresent(failed -> {
            throw new CallFailed(failed.call(), failed.code(), failed.message(), CallFailed.Nature.FINAL);
        });
        return target.found().flatMap(id -> id);
    }
}
