package dev.keysunset.aws;

import dev.keysunset.core.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which archive holds the records of which account and Region. */
public final class Archives {
    private final AwsSettings settings;

    public Archives(AwsSettings settings) {
        this.settings = settings;
    }

    /** Those that name the account before those that hold all, and then by name. */
    public Optional<AwsSettings.Archive> holding(Place place) {
        return settings.archives().entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, AwsSettings.Archive>, Boolean>comparing(
                                archive -> archive.getValue().accounts().isEmpty())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getValue)
                .filter(archive ->
                        admits(archive.accounts(), place.accountId()) && admits(archive.regions(), place.region()))
                .findFirst();
    }

    /** Where its queries run. */
    public static Place home(AwsSettings.Archive archive) {
        return new Place(archive.account(), archive.region());
    }

    boolean askedIn(Place place) {
        return settings.archives().values().stream().map(Archives::home).anyMatch(place::equals);
    }

    private static boolean admits(Optional<List<String>> named, String value) {
        return named.map(values -> values.contains(value)).orElse(true);
    }
}
