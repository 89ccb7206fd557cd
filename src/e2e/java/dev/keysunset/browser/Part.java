package dev.keysunset.browser;

import dev.keysunset.scenario.FastWorld;
import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.holding.Holding;
import dev.keysunset.standin.holding.HoldingType;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.Place;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of this world, by what becomes of them. */
enum Part {
    DELETED("checkout-v1", "Card data of the first checkout"),
    PENDING("refunds-archive-of-the-year-before-last", "Refund documents until 2023, kept by the finance department"),
    AT_DELETE_GATE("fraud-model-2024", "Training data of the fraud model"),
    AT_DISABLE_GATE("sepa-batch", "SEPA batch files"),
    FLAGGED("legal-hold", "Kept for a lawsuit"),
    OBSERVED("clickstream-raw", "Raw click stream"),
    FAMILY("global-sessions", "Sessions of the old web shop"),
    REFUSED("warehouse", "The warehouse"),
    CANCELLED("survey-2022", "Answers to the 2022 survey"),
    HELD("tape-backup", "Tape backups of the old data centre"),
    UNPROVEN("reports-2019", "Reports of 2019"),
    NEEDED("payroll-2025", "Salaries"),
    STUCK("vat-report", "Quarterly VAT report"),
    GUARDED("old-exports", "Exports of the old shop; somebody outside disabled it"),
    UNGUARDED("scratch-volumes", "Scratch volumes; somebody outside disabled it"),
    ARCHIVED("yearly-closing", "Annual accounts"),
    HOSTILE("ledger", Hostile.TEXT),
    HOSTILE_AT_GATE("ledger-of-before", Hostile.TEXT),
    BY_OPERATOR("invoice-pdf", "Invoices before the new renderer"),
    BY_OPERATOR_WITHOUT_A_SCRIPT("gift-cards", "Prepared for gift cards"),
    AT_NIGHT("month-end", "Month-end report"),
    AT_NIGHT_WITHOUT_A_SCRIPT("quarter-close", "Quarterly closing");

    static final Place BLIND = new Place(FastWorld.ANALYTICS, "eu-west-1");

    /** Of its records alone there is an archive. */
    static final Place RECORDED = new Place("777788889999", "us-east-1");

    private static final Place HOME = new Place(FastWorld.PAYMENTS, "us-east-1");
    private static final Map<Part, KeyArn> KEYS = new ConcurrentHashMap<>();

    private final String alias;
    private final String description;

    Part(String name, String description) {
        this.alias = "alias/" + name;
        this.description = description;
    }

    static List<Part> all() {
        return Arrays.asList(values());
    }

    String alias() {
        return alias;
    }

    KeyArn key() {
        return Optional.ofNullable(KEYS.get(this)).orElseThrow();
    }

    /** In the inventory. */
    String page() {
        return "/keys/" + key().place().account() + "/" + key().place().region() + "/" + key().id();
    }

    void enter(StandIn aws) {
        var made = aws.fleet().createKey(plan());
        KEYS.put(this, made);
        if (this == FLAGGED) {
            aws.put(new Holding(
                    HOME,
                    HoldingType.SNAPSHOT,
                    "snap-0123456789abcdef0",
                    made.toString(),
                    HoldingType.SNAPSHOT.usualStatus(),
                    aws.clock().now()));
        }
    }

    private KeyPlan plan() {
        var plan = KeyPlan.in(place(), alias)
                .described(description)
                .tag("team", "payments")
                .aged(Duration.ofDays(700))
                .lastUsed(Duration.ofDays(this == REFUSED ? 2 : 120));
        return switch (this) {
            case FAMILY -> plan.multiRegion(List.of("eu-west-1"));
            case GUARDED, UNGUARDED -> plan.state(KeyState.DISABLED);
            default -> plan;
        };
    }

    private Place place() {
        return switch (this) {
            case UNPROVEN -> BLIND;
            case ARCHIVED -> RECORDED;
            default -> HOME;
        };
    }
}
