package dev.keysunset.aws.keys;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.ConfiguredAccounts;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.Reads.Batch;
import dev.keysunset.core.Grant;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyPolicyFacts;
import dev.keysunset.core.MemberFacts.Surroundings;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.Tag;

/**
 * What hangs on a key. Four readings, each on its own; a key that KMS does not find while they are read leaves them unreadable,
 * because "no aliases" must not be concluded from it.
 */
@ApplicationScoped
public class KeySurroundings {
    /** The only name a key policy has (KMS API, GetKeyPolicy). */
    static final String POLICY_NAME = "default";

    private final Reads reads;
    private final Clients clients;
    private final ConfiguredAccounts accounts;

    public KeySurroundings(Reads reads, Clients clients, ConfiguredAccounts accounts) {
        this.reads = reads;
        this.clients = clients;
        this.accounts = accounts;
    }

    Surroundings of(KeyArn keyArn) {
        return new Surroundings(aliases(keyArn), grants(keyArn), tags(keyArn), policy(keyArn));
    }

    /**
     * The key behind an alias, as a key id, without DescribeKey: for a predefined {@code alias/aws/…} that has no key yet,
     * DescribeKey makes one (KMS API, DescribeKey).
     */
    public Reading<Optional<String>> target(Place place, String aliasName) {
        Reading<List<AliasListEntry>> all = reads.readAll(place, Api.LIST_ALIASES, marker -> {
            var answer = clients.kms(place).listAliases(request -> request.marker(marker.orElse(null)));
            return new Batch<>(answer.aliases(), next(answer.truncated(), answer.nextMarker()));
        });
        return map(
                all,
                aliases -> aliases.stream()
                        .filter(alias -> aliasName.equals(alias.aliasName()))
                        .flatMap(alias -> Stream.ofNullable(alias.targetKeyId()))
                        .findFirst());
    }

    private Reading<SortedSet<String>> aliases(KeyArn keyArn) {
        var place = keyArn.place();
        Reading<List<AliasListEntry>> all = reads.readAll(place, Api.LIST_ALIASES, marker -> {
            var answer = clients.kms(place)
                    .listAliases(request -> request.keyId(keyArn.toString()).marker(marker.orElse(null)));
            return new Batch<>(answer.aliases(), next(answer.truncated(), answer.nextMarker()));
        });
        return map(
                all,
                aliases -> Collections.unmodifiableSortedSet(aliases.stream()
                        .map(AliasListEntry::aliasName)
                        .collect(Collectors.toCollection(TreeSet::new))));
    }

    Reading<List<Grant>> grants(KeyArn keyArn) {
        var place = keyArn.place();
        return reads.readAll(place, Api.LIST_GRANTS, marker -> {
            var answer = clients.kms(place)
                    .listGrants(request -> request.keyId(keyArn.toString()).marker(marker.orElse(null)));
            var grants = answer.grants().stream().map(KeySurroundings::grant).toList();
            return new Batch<>(grants, next(answer.truncated(), answer.nextMarker()));
        });
    }

    Reading<Map<String, String>> tags(KeyArn keyArn) {
        var place = keyArn.place();
        Reading<List<Tag>> all = reads.readAll(place, Api.LIST_RESOURCE_TAGS, marker -> {
            var answer = clients.kms(place)
                    .listResourceTags(
                            request -> request.keyId(keyArn.toString()).marker(marker.orElse(null)));
            return new Batch<>(answer.tags(), next(answer.truncated(), answer.nextMarker()));
        });
        return map(all, tags -> {
            var values = new TreeMap<String, String>();
            tags.forEach(tag -> values.put(tag.tagKey(), tag.tagValue()));
            return Collections.unmodifiableMap(values);
        });
    }

    Reading<KeyPolicyFacts> policy(KeyArn keyArn) {
        var place = keyArn.place();
        return reads.read(
                place,
                Api.GET_KEY_POLICY,
                () -> KeyPolicies.parse(
                        Objects.requireNonNullElse(
                                clients.kms(place)
                                        .getKeyPolicy(request ->
                                                request.keyId(keyArn.toString()).policyName(POLICY_NAME))
                                        .policy(),
                                ""),
                        keyArn.accountId(),
                        accounts.memberRoleArn(keyArn.accountId()).orElse("")));
    }

    private static Grant grant(GrantListEntry entry) {
        var grantee = Stream.of(
                        Optional.ofNullable(entry.granteePrincipal()),
                        Optional.ofNullable(entry.granteeServicePrincipal()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("unnamed grantee");
        var operations = entry.operationsAsStrings().stream().sorted().collect(Collectors.joining(", "));
        return new Grant(entry.grantId(), grantee, operations, constraint(entry));
    }

    /** Whether the context must equal it or only contain it makes no difference to what it names. */
    private static Map<String, String> constraint(GrantListEntry entry) {
        var pairs = new TreeMap<String, String>();
        Optional.ofNullable(entry.constraints()).ifPresent(constraints -> {
            pairs.putAll(constraints.encryptionContextSubset());
            pairs.putAll(constraints.encryptionContextEquals());
        });
        return Collections.unmodifiableMap(pairs);
    }

    /** A list that AWS calls truncated and gives no marker for cannot be read whole. */
    static Optional<String> next(Boolean truncated, String nextMarker) {
        if (!Boolean.TRUE.equals(truncated)) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(nextMarker)
                .orElseThrow(
                        () -> CallFailed.malformed("kms list", "MalformedAnswer", "truncated without a NextMarker")));
    }

    private static <A, B> Reading<B> map(Reading<A> reading, Function<A, B> change) {
        return switch (reading) {
            case Reading.Read<A>(var value) -> Reading.read(change.apply(value));
            case Reading.Absent<A> _ -> new Reading.Absent<>();
            case Reading.Unreadable<A>(var call, var code, var message) ->
                new Reading.Unreadable<>(call, code, message);
        };
    }
}
