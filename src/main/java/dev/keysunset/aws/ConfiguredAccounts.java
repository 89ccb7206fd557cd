package dev.keysunset.aws;

import dev.keysunset.core.Place;
import dev.keysunset.engine.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The accounts of {@code keysunset.aws.accounts}. */
@ApplicationScoped
public class ConfiguredAccounts implements Accounts {
    private final AwsSettings settings;

    private final LogGroups logGroups;

    private final Archives archives;

    public ConfiguredAccounts(AwsSettings settings) {
        this.settings = settings;
        this.logGroups = new LogGroups(settings);
        this.archives = new Archives(settings);
    }

    @Override
    public SortedSet<Place> places() {
        var places = new TreeSet<Place>();
        settings.accounts()
                .forEach((id, account) -> regions(account).forEach(region -> places.add(new Place(id, region))));
        return Collections.unmodifiableSortedSet(places);
    }

    @Override
    public Optional<String> name(String accountId) {
        return account(accountId).map(AwsSettings.Account::name);
    }

    @Override
    public Optional<String> memberRoleArn(String accountId) {
        return account(accountId)
                .map(account -> "arn:" + settings.partition() + ":iam::" + accountId + ":role/" + account.roleName());
    }

    /** By which endpoint and role an account is reached. */
    public String wayTo(String accountId) {
        return settings.endpointOverride().map(Object::toString).orElse("") + "\n"
                + memberRoleArn(accountId).orElse("");
    }

    public LogGroups logGroups() {
        return logGroups;
    }

    public Archives archives() {
        return archives;
    }

    public Optional<AwsSettings.Account> account(String accountId) {
        return Optional.ofNullable(settings.accounts().get(accountId));
    }

    /** @throws CallFailed for an account or Region that is not configured */
    public AwsSettings.Account require(String call, Place place) {
        return account(place.accountId())
                .filter(account -> regions(account).contains(place.region()))
                .orElseThrow(() -> closed(call, place));
    }

    /**
     * As {@link #require}, and also where the log group of configured accounts is.
     *
     * @throws CallFailed for any other place
     */
    void requireTrail(String call, Place place) {
        if (!places().contains(place) && logGroups.reach(place).isEmpty()) {
            throw closed(call, place);
        }
    }

    /**
     * Where an archive is asked.
     *
     * @throws CallFailed for any other place
     */
    void requireArchive(String call, Place place) {
        if (account(place.accountId()).isEmpty() || !archives.askedIn(place)) {
            throw closed(call, place);
        }
    }

    private static CallFailed closed(String call, Place place) {
        return new CallFailed(
                call,
                "NotConfigured",
                "keysunset.aws.accounts does not open " + place + " to the service",
                CallFailed.Nature.FINAL);
    }

    private static List<String> regions(AwsSettings.Account account) {
        return account.regions().orElse(List.of());
    }
}
