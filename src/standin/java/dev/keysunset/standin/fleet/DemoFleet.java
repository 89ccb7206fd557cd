package dev.keysunset.standin.fleet;

import static dev.keysunset.standin.fleet.DemoKeys.ANALYTICS;
import static dev.keysunset.standin.fleet.DemoKeys.PAYMENTS;
import static dev.keysunset.standin.fleet.DemoKeys.beforeTracking;
import static dev.keysunset.standin.fleet.DemoKeys.by;
import static dev.keysunset.standin.fleet.DemoKeys.daily;
import static dev.keysunset.standin.fleet.DemoKeys.idle;
import static dev.keysunset.standin.fleet.DemoKeys.managed;
import static dev.keysunset.standin.fleet.DemoKeys.neverUsed;
import static dev.keysunset.standin.fleet.DemoKeys.plain;
import static dev.keysunset.standin.fleet.DemoKeys.s3;
import static dev.keysunset.standin.fleet.DemoKeys.secret;
import static java.time.Duration.ofDays;

import dev.keysunset.standin.key.KeyPolicies;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.Every;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.story.Monthly;
import dev.keysunset.standin.story.Workload;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Two companies' departments, two regions, and a key for every story worth telling. Jobs run at fixed moments after the
 * start of the fleet: the quarterly ones on day 6 or 7, inside a seven-day observation window that opened in the first
 * days, the half-yearly ones on day 13 or 14, when a key disabled in the first days is already pending deletion.
 */
public final class DemoFleet {
    private static final Place PAYMENTS_US = new Place(PAYMENTS, "us-east-1");
    private static final Place PAYMENTS_EU = new Place(PAYMENTS, "eu-west-1");
    private static final Place ANALYTICS_US = new Place(ANALYTICS, "us-east-1");
    private static final Place ANALYTICS_EU = new Place(ANALYTICS, "eu-west-1");
    private static final Duration QUARTER = ofDays(91);
    private static final Duration HALF_YEAR = ofDays(182);

    private final Instant start;

    private DemoFleet(Instant start) {
        this.start = start;
    }

    public static List<KeyPlan> plans(Instant start) {
        var fleet = new DemoFleet(start);
        return Stream.of(atRest(), busy(), fleet.waking(), unusual(), fleet.kinds())
                .flatMap(List::stream)
                .toList();
    }

    private static List<KeyPlan> atRest() {
        return List.of(
                idle(PAYMENTS_US, "checkout-v1", "Card data of the first checkout", 700, 95),
                idle(PAYMENTS_US, "refunds-archive", "Refund documents until 2023", 900, 120),
                idle(PAYMENTS_US, "fraud-model-2024", "Training data of the fraud model", 640, 61),
                idle(PAYMENTS_EU, "sepa-batch", "SEPA batch files", 820, 74),
                idle(PAYMENTS_EU, "invoice-pdf", "Invoices before the new renderer", 1100, 150),
                idle(ANALYTICS_US, "clickstream-raw", "Raw click stream", 500, 45),
                idle(ANALYTICS_US, "etl-staging", "Staging area of the old ETL", 930, 88),
                idle(ANALYTICS_EU, "survey-2022", "Answers to the 2022 survey", 1400, 170),
                neverUsed(PAYMENTS_US, "poc-tokenizer", "Proof of concept, never shipped", 160),
                neverUsed(PAYMENTS_EU, "gift-cards", "Prepared for gift cards", 110),
                neverUsed(ANALYTICS_US, "ml-sandbox", "Sandbox of the data scientists", 75),
                neverUsed(ANALYTICS_EU, "terraform-test", "Left behind by a test run", 200),
                beforeTracking(PAYMENTS_US, "legacy-ledger", "Ledger before the migration", 2200),
                beforeTracking(PAYMENTS_EU, "tape-backup", "Tape backups of the old data centre", 2900),
                beforeTracking(ANALYTICS_US, "hadoop-hdfs", "The retired Hadoop cluster", 2500),
                beforeTracking(ANALYTICS_EU, "reports-2019", "Reports of 2019", 2600));
    }

    private static List<KeyPlan> busy() {
        return List.of(
                daily(PAYMENTS_US, "checkout", "Card data", 8, by(PAYMENTS, "checkout-api", "GenerateDataKey")),
                daily(
                        PAYMENTS_US,
                        "orders-bucket",
                        "Order exports in S3",
                        9,
                        s3("orders-app", "orders-export/today.csv")),
                daily(PAYMENTS_US, "db-password", "Database password", 5, secret("ledger-api")),
                daily(PAYMENTS_EU, "sepa", "SEPA mandates", 7, by(PAYMENTS, "sepa-worker", "Decrypt")),
                daily(PAYMENTS_EU, "payouts", "Payout files", 22, by(PAYMENTS, "payouts", "Encrypt")),
                daily(ANALYTICS_US, "warehouse", "The warehouse", 2, by(ANALYTICS, "warehouse-loader", "Decrypt")),
                daily(ANALYTICS_EU, "consent", "Consent records", 11, by(ANALYTICS, "consent-api", "Decrypt")),
                daily(
                                ANALYTICS_US,
                                "app-logs",
                                "Application logs",
                                1,
                                KeyUse.by("logs.amazonaws.com", "GenerateDataKey")
                                        .through(
                                                "logs.amazonaws.com",
                                                Map.of(
                                                        "aws:logs:arn",
                                                        "arn:aws:logs:us-east-1:" + ANALYTICS
                                                                + ":log-group:/app/warehouse")))
                        .policy(KeyPolicies.servingService(ANALYTICS, "logs.amazonaws.com")),
                plain(PAYMENTS_EU, "month-end", "Month-end report", 800)
                        .story("used on the first of every month")
                        .lastUsed(ofDays(20))
                        .workload(new Workload(
                                new Monthly(1, LocalTime.of(3, 0)), by(PAYMENTS, "month-end", "Decrypt"), 3)));
    }

    private List<KeyPlan> waking() {
        return List.of(
                job(
                        PAYMENTS_US,
                        "quarter-close",
                        "Quarterly closing",
                        6,
                        QUARTER,
                        by(PAYMENTS, "quarter-close", "Decrypt")),
                job(
                        PAYMENTS_EU,
                        "vat-report",
                        "Quarterly VAT report",
                        7,
                        QUARTER,
                        s3("vat-report", "vat-archive/2026/q2.xml")),
                job(
                                ANALYTICS_US,
                                "partner-exchange",
                                "Files for a partner account",
                                6,
                                QUARTER,
                                by(PAYMENTS, "partner-etl", "Decrypt"))
                        .story("another account wakes it inside a seven-day window")
                        .policy(KeyPolicies.sharedWith(ANALYTICS, PAYMENTS)),
                job(
                        PAYMENTS_US,
                        "audit-export",
                        "Half-yearly audit export",
                        13,
                        HALF_YEAR,
                        by(PAYMENTS, "audit-export", "Decrypt")),
                job(
                        ANALYTICS_EU,
                        "restore-drill",
                        "Half-yearly restore drill",
                        14,
                        HALF_YEAR,
                        by(ANALYTICS, "restore-drill", "Decrypt")));
    }

    private static List<KeyPlan> unusual() {
        return List.of(
                managed(PAYMENTS_US, "s3"),
                managed(PAYMENTS_EU, "ebs"),
                managed(ANALYTICS_US, "secretsmanager"),
                managed(ANALYTICS_EU, "rds"),
                idle(PAYMENTS_US, "legal-hold", "Kept for a lawsuit", 1500, 140)
                        .story("exempt by its tag")
                        .tag("keysunset:exempt", "true"),
                idle(PAYMENTS_EU, "guarded-vault", "Guarded by its key policy", 600, 50)
                        .story("a key policy denies DisableKey until 90 days without use")
                        .policy(KeyPolicies.guarded(PAYMENTS, 90)),
                idle(ANALYTICS_US, "guarded-lake", "Guarded, and idle long enough", 900, 130)
                        .story("a key policy denies DisableKey until 90 days without use, which have passed")
                        .policy(KeyPolicies.guarded(ANALYTICS, 90)),
                idle(ANALYTICS_EU, "parked", "Switched off by its owner last year", 1000, 160)
                        .story("found disabled")
                        .state(KeyState.DISABLED),
                plain(ANALYTICS_US, "forgotten-import", "Imported key whose material ran out", 700)
                        .story("imported material expired")
                        .importedFor(Duration.ZERO));
    }

    private List<KeyPlan> kinds() {
        return List.of(
                idle(PAYMENTS_US, "global-sessions", "Sessions of the old web shop", 800, 100)
                        .story("a multi-Region family, idle everywhere")
                        .multiRegion(List.of("eu-west-1")),
                idle(ANALYTICS_US, "global-profiles", "Profiles in two regions", 620, 90)
                        .story("a multi-Region family whose quarterly job wakes the primary on day 7")
                        .multiRegion(List.of("eu-west-1"))
                        .workload(
                                new Workload(new Every(day(7), QUARTER), by(ANALYTICS, "profile-sync", "Decrypt"), 3)),
                idle(PAYMENTS_US, "code-signing-2023", "Signed releases until 2023", 1000, 110)
                        .story("RSA, signing, idle")
                        .spec(KeySpec.RSA_2048),
                idle(PAYMENTS_EU, "partner-envelope", "Partners encrypt with its public key", 900, 99)
                        .story("RSA, encryption, idle: public keys are still out there")
                        .spec(KeySpec.RSA_2048)
                        .usage(KeyUsage.ENCRYPT_DECRYPT),
                idle(ANALYTICS_EU, "jwt-old", "Tokens of the old gateway", 700, 80)
                        .story("ECC, signing, idle")
                        .spec(KeySpec.ECC_NIST_P256),
                daily(PAYMENTS_EU, "jwt", "Tokens of the gateway", 6, by(PAYMENTS, "gateway", "Sign"))
                        .story("ECC, signs every day")
                        .spec(KeySpec.ECC_NIST_P256),
                idle(ANALYTICS_US, "webhook-mac", "Webhook signatures of the old hub", 560, 70)
                        .story("HMAC, idle")
                        .spec(KeySpec.HMAC_256),
                idle(PAYMENTS_US, "hsm-import", "Imported from the HSM", 480, 65)
                        .story("imported material, still valid for 300 days")
                        .importedFor(ofDays(300)));
    }

    private Instant day(int number) {
        return start.plus(ofDays(number)).plus(Duration.ofHours(12));
    }

    private KeyPlan job(Place place, String name, String description, int day, Duration period, KeyUse use) {
        var lastRun = Duration.between(day(day).minus(period), start);
        return plain(place, name, description, 1200)
                .story("a job that runs every " + period.toDays() + " days, next on day " + day
                        + ", and tries again the next day if it fails")
                .lastUsed(lastRun)
                .workload(new Workload(new Every(day(day), period), use, 3));
    }
}
