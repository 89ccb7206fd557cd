package dev.keysunset.inventory.money;

import dev.keysunset.core.KeyFacts;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.Set;

/**
 * What AWS asks for the existence of a key, a month, and since when and by which word that is known.
 *
 * @param asOf the day on which the prices were true
 */
public record PriceList(String currency, LocalDate asOf, URI source, Prices prices) {
    /** Origins of keys whose material lies in a custom key store (KMS API, OriginType). */
    private static final Set<String> CUSTOM_KEY_STORES = Set.of("AWS_CLOUDHSM", "EXTERNAL_KEY_STORE");

    /**
     * A month each.
     *
     * @param rotation for each rotation whose former material is kept, up to {@code rotationsBilled} of them
     */
    public record Prices(BigDecimal key, BigDecimal customKeyStoreKey, BigDecimal rotation, int rotationsBilled) {}

    static PriceList of(PriceSettings settings) {
        return new PriceList(
                settings.currency(),
                settings.asOf(),
                settings.source(),
                new Prices(
                        settings.key(), settings.customKeyStoreKey(), settings.rotation(), settings.rotationsBilled()));
    }

    /** For as long as nobody schedules its deletion. AWS managed keys cost nothing; each replica is a key of its own. */
    BigDecimal monthly(KeyFacts.Owner manager, String origin, int rotationsKept) {
        return switch (manager) {
            case AWS -> BigDecimal.ZERO;
            case CUSTOMER ->
                (CUSTOM_KEY_STORES.contains(origin) ? prices.customKeyStoreKey() : prices.key())
                        .add(prices.rotation()
                                .multiply(BigDecimal.valueOf(Math.min(rotationsKept, prices.rotationsBilled()))));
        };
    }
}
