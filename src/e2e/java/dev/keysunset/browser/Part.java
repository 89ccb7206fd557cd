package dev.keysunset.browser;

import dev.keysunset.scenario.FastWorld;
import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.holding.Holding;
import dev.keysunset.standin.holding.HoldingType;
import dev.keysunset.standin.key.KeyArn;
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
    HOSTILE("ledger", Hostile.TEXT),
    HOSTILE_AT_GATE("ledger-of-before", Hostile.TEXT),
    BY_OPERATOR("invoice-pdf", "Invoices before the new renderer"),
    BY_OPERATOR_WITHOUT_A_SCRIPT("gift-cards", "Prepared for gift cards"),
    AT_NIGHT("month-end", "Month-end report"),
    AT_NIGHT_WITHOUT_A_SCRIPT("quarter-close", "Quarterly closing");

    static final Place BLIND = new Place(FastWorld.ANALYTICS, "eu-west-1");
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
        var plan = KeyPlan.in(this == UNPROVEN ? BLIND : HOME, alias)
                .described(description)
                .tag("team", "payments")
                .aged(Duration.ofDays(700))
                .lastUsed(Duration.ofDays(this == REFUSED ? 2 : 120));
        return this == FAMILY ? plan.multiRegion(List.of("eu-west-1")) : plan;
    }
}
