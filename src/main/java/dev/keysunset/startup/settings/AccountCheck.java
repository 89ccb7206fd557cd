package dev.keysunset.startup.settings;

import dev.keysunset.aws.AwsSettings;
import dev.keysunset.core.Feed;
import dev.keysunset.core.KeyArn;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An account that is half configured would look like one without keys. */
final class AccountCheck implements StartCheck {
    private static final String ACCOUNTS = "keysunset.aws.accounts";

    @Override
    public Stream<Complaint> complaints(Settings settings) {
        var aws = settings.of(AwsSettings.class);
        var accounts = aws.accounts();
        return Stream.concat(
                Complaint.when(
                        accounts.isEmpty(),
                        ACCOUNTS,
                        "no account is named; name those whose keys are to be retired, or configure nothing at all for the demo"),
                accounts.entrySet().stream()
                        .flatMap(entry -> Stream.concat(
                                account(entry.getKey(), entry.getValue()),
                                Stream.concat(
                                        logGroup(aws, entry.getKey(), entry.getValue()),
                                        new QueueCheck(aws, entry.getKey(), entry.getValue()).complaints()))));
    }

    private static Stream<Complaint> account(String id, AwsSettings.Account account) {
        var property = ACCOUNTS + "." + id;
        return Stream.of(
                        Complaint.when(!id.matches("\\d{12}"), property, "an account id has 12 digits"),
                        regions(account).flatMap(region -> region(property + ".regions", region)),
                        account.logGroupRegion().stream()
                                .flatMap(region -> region(property + ".log-group-region", region)),
                        Complaint.when(
                                account.feeds().isEmpty(),
                                property + ".feeds",
                                "without a feed no silence proves anything; name lookup, logs or both"),
                        Complaint.when(
                                !account.feeds().isEmpty()
                                        && account.feeds().stream().noneMatch(Feed.Kind::pulls),
                                property + ".feeds",
                                "a queue is fast and proves nothing, because what did not arrive leaves no trace; name"
                                        + " lookup or logs beside it"),
                        Complaint.when(
                                account.feeds().contains(Feed.Kind.LOGS)
                                        && account.logGroupName().isEmpty(),
                                property + ".log-group-name",
                                "the feed logs needs the log group that a trail of this account delivers to"),
                        account.canaryKeys().orElse(List.of()).stream()
                                .flatMap(key -> canaryKey(id, account, property + ".canary-keys", key)))
                .flatMap(complaints -> complaints);
    }

    /** A canary is called where its key is, and speaks for that place alone. */
    private static Stream<Complaint> canaryKey(String id, AwsSettings.Account account, String property, String key) {
        var keyArn = KeyArn.parse(key);
        if (keyArn.isEmpty()) {
            return Stream.of(new Complaint(
                    property,
                    "\"" + key + "\" is not the ARN of a key, such as arn:aws:kms:us-east-1:" + id + ":key/…"));
        }
        return Complaint.when(
                !keyArn.get().accountId().equals(id)
                        || regions(account).noneMatch(keyArn.get().region()::equals),
                property,
                key + " is not in this account and one of its Regions");
    }

    /** Several accounts may share a log group; then they must agree on it, and its account must be known. */
    private static Stream<Complaint> logGroup(AwsSettings aws, String id, AwsSettings.Account account) {
        var accounts = aws.accounts();
        var property = ACCOUNTS + "." + id;
        var holder = account.logGroupAccountId();
        return Stream.of(
                        Complaint.when(
                                regions(account).findAny().isEmpty()
                                        && aws.archives().values().stream()
                                                .noneMatch(archive ->
                                                        archive.account().equals(id))
                                        && accounts.values().stream()
                                                .noneMatch(other -> other.logGroupAccountId()
                                                        .filter(id::equals)
                                                        .isPresent()),
                                property + ".regions",
                                "name at least one Region, such as us-east-1; only an account that holds the log group of"
                                        + " others, or runs an archive's queries, has none"),
                        Complaint.when(
                                holder.isPresent() && !accounts.containsKey(holder.get()),
                                property + ".log-group-account-id",
                                "account " + holder.orElse("") + " is not configured, so that nobody knows the role to"
                                        + " assume there"),
                        Complaint.when(
                                holder.isPresent() && account.logGroupRegion().isEmpty(),
                                property + ".log-group-region",
                                "the log group of another account is in one Region; name it"),
                        disagreements(accounts, id, account))
                .flatMap(complaints -> complaints);
    }

    private static Stream<Complaint> disagreements(
            Map<String, AwsSettings.Account> accounts, String id, AwsSettings.Account account) {
        return accounts.entrySet().stream()
                .filter(other -> other.getKey().compareTo(id) < 0)
                .filter(other ->
                        !Collections.disjoint(groupPlaces(other.getKey(), other.getValue()), groupPlaces(id, account)))
                .filter(other -> !other.getValue().logGroupName().equals(account.logGroupName()))
                .map(other -> new Complaint(
                        ACCOUNTS + "." + id + ".log-group-name",
                        "account " + other.getKey() + " names another log group in the same account and Region; one can"
                                + " be read there"));
    }

    private static Set<String> groupPlaces(String id, AwsSettings.Account account) {
        return account.feeds().contains(Feed.Kind.LOGS)
                ? regions(account)
                        .map(region -> account.logGroupAccountId().orElse(id) + "/"
                                + account.logGroupRegion().orElse(region))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static Stream<String> regions(AwsSettings.Account account) {
        return account.regions().stream().flatMap(List::stream);
    }

    static Stream<Complaint> region(String property, String region) {
        return Complaint.when(
                !region.matches("[a-z]{2,3}(-[a-z]+)+-\\d"),
                property,
                "\"" + region + "\" is not a Region's name, such as us-east-1");
    }
}
