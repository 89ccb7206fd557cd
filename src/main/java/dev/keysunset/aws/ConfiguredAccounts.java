package dev.keysunset.aws;

import dev.keysunset.core.Place;
import dev.keysunset.engine.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The accounts of {@code keysunset.aws.accounts}. */
@ApplicationScoped
public class ConfiguredAccounts implements Accounts {
    private final AwsSettings settings;

    public ConfiguredAccounts(AwsSettings settings) {
        this.settings = settings;
    }

    @Override
    public SortedSet<Place> places() {
        var places = new TreeSet<Place>();
        settings.accounts()
                .forEach((id, account) -> account.regions().forEach(region -> places.add(new Place(id, region))));
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

    Optional<AwsSettings.Account> account(String accountId) {
        return Optional.ofNullable(settings.accounts().get(accountId));
    }

    /** @throws CallFailed for an account or Region that is not configured */
    AwsSettings.Account require(String call, Place place) {
        return account(place.accountId())
                .filter(account -> account.regions().contains(place.region()))
                .orElseThrow(() -> new CallFailed(
                        call,
                        "NotConfigured",
                        "keysunset.aws.accounts does not open " + place + " to the service",
                        CallFailed.Nature.FINAL));
    }
}
