package dev.keysunset.startup.settings;

import dev.keysunset.aws.AwsSettings;
import dev.keysunset.watch.archive.ArchiveSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Archives that could not be asked, or names that would change the statement. */
final class ArchiveCheck implements StartCheck {
    private static final String ARCHIVES = "keysunset.aws.archives.";

    /** A query may have 262144 bytes (Athena User Guide, quotas), and an ARN has about eighty. */
    private static final int MOST_KEYS = 2500;

    @Override
    public Stream<Complaint> complaints(Settings settings) {
        var aws = settings.of(AwsSettings.class);
        return Stream.concat(
                aws.archives().entrySet().stream()
                        .flatMap(archive -> archive(aws.accounts(), ARCHIVES + archive.getKey(), archive.getValue())),
                pace(settings.of(ArchiveSettings.class)));
    }

    private static Stream<Complaint> archive(
            Map<String, AwsSettings.Account> accounts, String property, AwsSettings.Archive archive) {
        return Stream.of(
                        Stream.concat(
                                        Stream.of(archive.account()),
                                        archive.accounts().stream().flatMap(List::stream))
                                .filter(id -> !accounts.containsKey(id))
                                .map(id -> new Complaint(
                                        property + (id.equals(archive.account()) ? ".account" : ".accounts"),
                                        "account " + id + " is not configured")),
                        AccountCheck.region(property + ".region", archive.region()),
                        archive.regions().stream()
                                .flatMap(List::stream)
                                .flatMap(region -> AccountCheck.region(property + ".regions", region)),
                        name(property + ".workgroup", archive.workgroup()),
                        name(property + ".catalog", archive.catalog()),
                        name(property + ".database", archive.database()),
                        name(property + ".table", archive.table()),
                        name(property + ".account-column", archive.accountColumn()),
                        name(property + ".region-column", archive.regionColumn()),
                        name(property + ".day-column", archive.dayColumn()),
                        archive.outputLocation().stream()
                                .flatMap(location -> Complaint.when(
                                        !location.matches("s3://[a-z0-9][a-z0-9.-]+/.*"),
                                        property + ".output-location",
                                        "\"" + location + "\" is not a place in S3, such as s3://bucket/keysunset/")),
                        Complaint.when(
                                !isDay(archive.dayFormat()),
                                property + ".day-format",
                                "\"" + archive.dayFormat()
                                        + "\" does not write a day as partitions do, such as yyyy/MM/dd"))
                .flatMap(complaints -> complaints);
    }

    private static Stream<Complaint> pace(ArchiveSettings pace) {
        return Stream.of(
                        Complaint.unlessPositive("keysunset.archive.every", pace.every()),
                        Complaint.unlessPositive("keysunset.archive.patience", pace.patience()),
                        Complaint.unlessPositive("keysunset.archive.ask-again-after", pace.askAgainAfter()),
                        Complaint.when(
                                pace.queriesAtOnce() < 1,
                                "keysunset.archive.queries-at-once",
                                "nothing would be asked; name no archive instead"),
                        Complaint.when(
                                pace.keysAQuery() < 1 || pace.keysAQuery() > MOST_KEYS,
                                "keysunset.archive.keys-a-query",
                                "give 1 to " + MOST_KEYS + ": Athena takes no longer statement"))
                .flatMap(complaints -> complaints);
    }

    private static Stream<Complaint> name(String property, String value) {
        return Complaint.when(
                !value.matches("[A-Za-z0-9_.-]{1,128}"),
                property,
                "\"" + value + "\" is not a name of letters, digits, underscores, dots and hyphens");
    }

    /** In the order of time, or a range of days would not be one of texts. */
    private static boolean isDay(String format) {
        return format.matches("yyyy[/.-]?MM[/.-]?dd");
    }
}
