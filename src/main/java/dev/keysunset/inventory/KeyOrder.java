package dev.keysunset.inventory;

import dev.keysunset.web.Cursor;
import dev.keysunset.web.ProblemException;
import java.util.Objects;

/** How a list of keys is sorted. Among equals the ARN decides, so that a cursor names one place in the list. */
public enum KeyOrder {
    KEY_ARN("keyArn"),
    IDLENESS("ranks.idleness"),
    AGE("ranks.age"),
    OWNER("ranks.owner"),
    COST("ranks.cost");

    /** A cursor holds the order it was made by, the rank and the ARN. */
    static final int CURSOR_KEYS = 3;

    /** The column of the costs: {@code numeric(12, 4)}. */
    private static final int COST_PRECISION = 12;

    private static final int COST_SCALE = 4;

    private final String rank;

    KeyOrder(String rank) {
        this.rank = rank;
    }

    /** The ARN goes the way of the rank, so that one index serves either direction. */
    String hql() {
        var way = descending() ? " desc" : "";
        return this == KEY_ARN ? " order by keyArn" : " order by " + rank + way + ", keyArn" + way;
    }

    /** @throws ProblemException 400 for a cursor of another order */
    void restrict(Restriction restriction, Cursor after) {
        var keys = after.keys();
        if (!keys.getFirst().equals(name())) {
            throw Cursor.invalid(new IllegalArgumentException("made by " + keys.getFirst() + ", not by " + name()));
        }
        // For the ARN itself the second comparison says nothing new; PostgreSQL walks the same index.
        var beyond = descending() ? "<" : ">";
        restriction.add("(" + rank + ", keyArn) " + beyond + " (:rank, :after)", "rank", rank(after));
        restriction.with("after", keys.getLast());
    }

    Cursor cursor(InventoryKeyRow row) {
        return Cursor.of(name(), rank(row), row.keyArn);
    }

    private boolean descending() {
        return this == COST;
    }

    private Object rank(InventoryKeyRow row) {
        var ranks = Objects.requireNonNull(row.ranks, row.keyArn);
        return switch (this) {
            case KEY_ARN -> row.keyArn;
            case IDLENESS -> ranks.idleness;
            case AGE -> ranks.age;
            case OWNER -> ranks.owner;
            case COST -> ranks.cost;
        };
    }

    private Object rank(Cursor after) {
        return switch (this) {
            case KEY_ARN, OWNER -> after.keys().get(1);
            case IDLENESS, AGE -> after.instant(1);
            case COST -> after.decimal(1, COST_PRECISION, COST_SCALE);
        };
    }
}
