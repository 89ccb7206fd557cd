package dev.keysunset.inventory.money;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;

/**
 * What AWS asks for the existence of keys, a month, in all Regions of the partition (AWS KMS pricing page). Requests, and the
 * cluster behind a custom key store, are billed apart.
 */
@ConfigMapping(prefix = "keysunset.prices")
public interface PriceSettings {
    /** The currency of the prices, by ISO 4217. */
    @WithDefault("USD")
    String currency();

    /** The day on which the prices were true. */
    @WithDefault("2026-03-14")
    LocalDate asOf();

    /** Where they were read. */
    @WithDefault("https://aws.amazon.com/kms/pricing/")
    URI source();

    /** A customer managed key, each replica of a multi-Region key included. */
    @WithDefault("1.00")
    BigDecimal key();

    /** A key in a custom key store, AWS CloudHSM's or an external one. */
    @WithDefault("1.00")
    BigDecimal customKeyStoreKey();

    /** What each rotation of a key adds, for the former key material that AWS keeps. */
    @WithDefault("1.00")
    BigDecimal rotation();

    /** So many rotations of a key are billed at most; further ones cost nothing. */
    @WithDefault("2")
    int rotationsBilled();
}
