package dev.keysunset.startup.settings;

import dev.keysunset.aws.AwsSettings;
import dev.keysunset.core.Feed;
import java.util.stream.Stream;

/** An account that is half configured would look like one without keys. */
final class AccountCheck implements StartCheck {
    private static final String ACCOUNTS = "keysunset.aws.accounts";

    @Override
    public Stream<Complaint> complaints(Settings settings) {
        var accounts = settings.of(AwsSettings.class).accounts();
        return Stream.concat(
                Complaint.when(
                        accounts.isEmpty(),
                        ACCOUNTS,
                        "no account is named; name those whose keys are to be retired, or configure nothing at all for the demo"),
                accounts.entrySet().stream().flatMap(entry -> account(entry.getKey(), entry.getValue())));
    }

    private static Stream<Complaint> account(String id, AwsSettings.Account account) {
        var property = ACCOUNTS + "." + id;
        return Stream.of(
                        Complaint.when(!id.matches("\\d{12}"), property, "an account id has 12 digits"),
                        Complaint.when(
                                account.regions().isEmpty(),
                                property + ".regions",
                                "name at least one Region, such as us-east-1"),
                        account.regions().stream()
                                .flatMap(region -> Complaint.when(
                                        !region.matches("[a-z]{2,3}(-[a-z]+)+-\\d"),
                                        property + ".regions",
                                        "\"" + region + "\" is not a Region's name, such as us-east-1")),
                        Complaint.when(
                                account.feeds().isEmpty(),
                                property + ".feeds",
                                "without a feed no silence proves anything; name lookup, logs or both"),
                        Complaint.when(
                                account.feeds().contains(Feed.Kind.LOGS)
                                        && account.logGroupName().isEmpty(),
                                property + ".log-group-name",
                                "the feed logs needs the log group that a trail of this account delivers to"))
                .flatMap(complaints -> complaints);
    }
}
