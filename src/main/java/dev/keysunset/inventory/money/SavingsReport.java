package dev.keysunset.inventory.money;

import dev.keysunset.engine.Accounts;
import dev.keysunset.inventory.money.Savings.AccountSavings;
import dev.keysunset.inventory.money.Savings.Bucket;
import dev.keysunset.inventory.money.Savings.OwnerSavings;
import dev.keysunset.inventory.money.Savings.Sum;
import dev.keysunset.inventory.money.Savings.Sums;
import dev.keysunset.inventory.money.SavingsSums.Line;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Tells what retirements save in all, by account and by owner. */
@ApplicationScoped
public class SavingsReport {
    private final SavingsSums sums;
    private final Bills bills;
    private final Accounts accounts;

    SavingsReport(SavingsSums sums, Bills bills, Accounts accounts) {
        this.sums = sums;
        this.bills = bills;
        this.accounts = accounts;
    }

    public Savings of(Duration idleFor) {
        var addedUp = sums.of(idleFor);
        var lines = addedUp.lines();
        var byAccount = sums(lines, Line::accountId);
        var byOwner = sums(lines, line -> line.owner().map("0"::concat).orElse("1"));
        return new Savings(
                bills.prices(),
                idleFor,
                addedUp.at(),
                sums(lines, _ -> "").getOrDefault("", sums(Map.of())),
                byAccount.entrySet().stream()
                        .map(entry ->
                                new AccountSavings(entry.getKey(), accounts.name(entry.getKey()), entry.getValue()))
                        .toList(),
                byOwner.entrySet().stream()
                        .map(entry -> new OwnerSavings(
                                Optional.of(entry.getKey().substring(1)).filter(name -> !name.isEmpty()),
                                entry.getValue()))
                        .toList());
    }

    private static SortedMap<String, Sums> sums(List<Line> lines, Function<Line, String> group) {
        var buckets = new TreeMap<String, Map<Bucket, Sum>>();
        lines.forEach(line -> buckets.computeIfAbsent(group.apply(line), _ -> new EnumMap<>(Bucket.class))
                .merge(line.bucket(), line.sum(), Sum::plus));
        var sums = new TreeMap<String, Sums>();
        buckets.forEach((name, found) -> sums.put(name, sums(found)));
        return sums;
    }

    private static Sums sums(Map<Bucket, Sum> found) {
        return new Sums(
                found.getOrDefault(Bucket.REALISED, Sum.NOTHING),
                found.getOrDefault(Bucket.PENDING, Sum.NOTHING),
                found.getOrDefault(Bucket.POSSIBLE, Sum.NOTHING),
                found.getOrDefault(Bucket.UNKNOWN, Sum.NOTHING));
    }
}
