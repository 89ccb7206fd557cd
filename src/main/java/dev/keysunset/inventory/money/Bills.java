package dev.keysunset.inventory.money;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyCost;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.engine.KeyCosts;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What keys cost and whom to ask about them, beside what the scans read of them. */
@ApplicationScoped
public class Bills implements PanacheRepositoryBase<BillRow, String>, KeyCosts {
    private final PriceList prices;
    private final OwnerSettings owners;
    private final Creators creators;

    Bills(PriceSettings prices, OwnerSettings owners, Creators creators) {
        this.prices = PriceList.of(prices);
        this.owners = owners;
        this.creators = creators;
    }

    PriceList prices() {
        return prices;
    }

    /** Keys that are not in the inventory are left out. */
    @Transactional
    public Map<String, Bill> named(Collection<String> keyArns) {
        return keyArns.isEmpty()
                ? Map.of()
                : find("keyArn in ?1", keyArns).list().stream()
                        .collect(Collectors.toMap(row -> row.keyArn, this::bill));
    }

    @Override
    @Transactional
    public Map<KeyArn, KeyCost> of(Collection<KeyArn> keys) {
        var costs = new HashMap<KeyArn, KeyCost>();
        named(keys.stream().map(KeyArn::toString).toList())
                .forEach((keyArn, bill) -> bill.cost().ifPresent(cost -> costs.put(KeyArn.of(keyArn), cost)));
        return costs;
    }

    /** Without tags whoever was found before stays the owner. */
    @Transactional
    void keep(List<Billing.Billed> keys) {
        var rows = find(
                        "keyArn in ?1",
                        keys.stream()
                                .map(billed -> billed.key().keyArn().toString())
                                .toList())
                .stream()
                .collect(Collectors.toMap(row -> row.keyArn, Function.identity()));
        keys.forEach(billed ->
                Optional.ofNullable(rows.get(billed.key().keyArn().toString())).ifPresent(row -> keep(row, billed)));
    }

    private void keep(BillRow row, Billing.Billed billed) {
        var key = billed.key();
        row.take(billed.rotations());
        billed.tags()
                .ifPresent(
                        found -> row.take(KeyOwner.tagged(found, owners.tags()).or(() -> creators.of(key.keyArn()))));
        row.price = prices.monthly(
                key.kind().manager(), key.kind().origin(), Objects.requireNonNullElse(row.rotationsKept, 0));
    }

    /** By the present price list, whatever list a scan went by. Few statements: keys of one kind cost the same. */
    @Transactional
    void reprice() {
        var kinds = getEntityManager().createQuery("""
                        select distinct manager, coalesce(origin, ''), coalesce(rotationsKept, 0) from BillRow
                        where price is not null and manager is not null
                        """, Object[].class).getResultList();
        for (var kind : kinds) {
            var price = prices.monthly((KeyFacts.Owner) kind[0], (String) kind[1], (Integer) kind[2]);
            update(
                    "price = ?1 where price <> ?1 and manager = ?2 and coalesce(origin, '') = ?3"
                            + " and coalesce(rotationsKept, 0) = ?4",
                    price,
                    kind[0],
                    kind[1],
                    kind[2]);
        }
    }

    private Bill bill(BillRow row) {
        return new Bill(row.owner(), row.cost(prices.currency()), Optional.ofNullable(row.rotationsUnreadable));
    }
}
