package dev.keysunset.inventory;

import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.ManagedElsewhere;
import dev.keysunset.core.Place;
import dev.keysunset.engine.KeySelection;
import dev.keysunset.inventory.money.Bills;
import dev.keysunset.web.Cursor;
import dev.keysunset.web.Page;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The keys as last read. */
@ApplicationScoped
public class InventoryKeys implements PanacheRepositoryBase<InventoryKeyRow, String> {
    private final KeyHistory history;
    private final Bills bills;
    private final ExplainedUses explained;

    InventoryKeys(KeyHistory history, Bills bills, ExplainedUses explained) {
        this.history = history;
        this.bills = bills;
        this.explained = explained;
    }

    /** Whether the key is new to the inventory; one that was gone before it was ever read is not. */
    public enum Kept {
        KNOWN,
        NEW
    }

    /**
     * Within the caller's transaction.
     *
     * @param aliases empty where the place's could not be listed
     * @param listedBefore whether the place was listed completely before this scan: only then a new key has appeared since
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Kept keep(
            KeyReading reading, Optional<SortedSet<String>> aliases, List<Unreadable> also, boolean listedBefore) {
        var known = findByIdOptional(reading.keyArn().toString());
        if (known.isEmpty() && reading.gone()) {
            return Kept.KNOWN;
        }
        var row = known.orElseGet(() -> new InventoryKeyRow(reading.keyArn(), reading.at()));
        var before = row.known();
        row.take(reading, also);
        row.name(aliases);
        if (known.isEmpty()) {
            persist(row);
        }
        if (reading.usage().isPresent()) {
            history.sawUse(row);
        }
        note(row, known.isEmpty() ? Optional.empty() : Optional.of(before), listedBefore);
        return known.isEmpty() ? Kept.NEW : Kept.KNOWN;
    }

    private void note(InventoryKeyRow row, Optional<InventoryKeyRow.Known> before, boolean listedBefore) {
        if (before.isEmpty()) {
            if (listedBefore) {
                history.changed(row, KeyChange.Kind.APPEARED, null, row.readAt);
            }
            return;
        }
        var then = before.get();
        if (then.gone() && row.goneAt == null) {
            history.changed(row, KeyChange.Kind.RETURNED, then.keyState(), then.readAt());
        }
        if (!then.gone() && row.goneAt != null) {
            history.changed(row, KeyChange.Kind.GONE, then.keyState(), then.readAt());
        }
        if (then.keyState() != null && !Objects.equals(then.keyState(), row.knownState)) {
            history.changed(row, kind(row.knownState), then.keyState(), then.readAt());
        }
    }

    private static KeyChange.Kind kind(@Nullable KeyState state) {
        return switch (state) {
            case ENABLED -> KeyChange.Kind.ENABLED;
            case DISABLED -> KeyChange.Kind.DISABLED;
            case PENDING_DELETION, PENDING_REPLICA_DELETION -> KeyChange.Kind.SCHEDULED;
            case null, default -> KeyChange.Kind.OTHER_STATE;
        };
    }

    /** With what became of it from scan to scan, and its family. */
    @Transactional
    public Optional<KeyDetail> detail(Place place, String keyId) {
        return find("accountId = ?1 and region = ?2 and keyId = ?3", place.accountId(), place.region(), keyId)
                .firstResultOptional()
                .map(this::detail);
    }

    private KeyDetail detail(InventoryKeyRow row) {
        return new KeyDetail(
                ListedKey.of(KeyView.of(row), bills.named(List.of(row.keyArn))),
                family(row),
                ManagedElsewhere.of(Objects.requireNonNullElse(row.manager, KeyFacts.Owner.CUSTOMER), row.tags),
                List.copyOf(row.grants),
                new KeyDetail.Past(
                        history.uses(row.keyArn),
                        explained.of(row),
                        explained.history(row),
                        explained.archive(row),
                        history.changes(row.keyArn)));
    }

    private List<KeyDetail.FamilyMember> family(InventoryKeyRow row) {
        return list("familyKey = ?1 and keyArn <> ?2 and goneAt is null order by keyArn", row.familyKey, row.keyArn)
                .stream()
                .map(KeyView::of)
                .map(KeyDetail.FamilyMember::of)
                .toList();
    }

    @Transactional
    public Optional<ListedKey> named(Place place, String keyId) {
        return find("accountId = ?1 and region = ?2 and keyId = ?3", place.accountId(), place.region(), keyId)
                .firstResultOptional()
                .map(row -> ListedKey.of(KeyView.of(row), bills.named(List.of(row.keyArn))));
    }

    /** Known to be unused for so long when last read, by ARN. */
    @Transactional
    public Page<ListedKey> idle(Duration idleFor, Optional<String> cursor, int limit) {
        var selection = new KeySelection(
                Optional.of(idleFor.toString()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return list(KeyFilter.of(selection), KeyOrder.KEY_ARN, Cursor.parse(cursor, KeyOrder.CURSOR_KEYS), limit);
    }

    /** A key whose rank changes between two pages is there twice or not at all. */
    @Transactional
    public Page<ListedKey> list(KeyFilter filter, KeyOrder order, Optional<Cursor> after, int limit) {
        var restriction = filter.restriction();
        after.ifPresent(cursor -> order.restrict(restriction, cursor));
        var rows = find(restriction.hql() + order.hql(), restriction.parameters())
                .page(0, limit + 1)
                .list();
        var page = Page.of(rows, limit, order::cursor).map(KeyView::of);
        var billed = bills.named(
                page.items().stream().map(key -> key.identity().keyArn()).toList());
        return page.map(key -> ListedKey.of(key, billed));
    }
}
