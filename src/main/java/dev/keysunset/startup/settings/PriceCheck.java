package dev.keysunset.startup.settings;

import dev.keysunset.inventory.money.OwnerSettings;
import dev.keysunset.inventory.money.PriceSettings;
import java.math.BigDecimal;
import java.util.stream.Stream;

/** Prices that nobody is asked, and owners that nobody could be. */
final class PriceCheck implements StartCheck {
    @Override
    public Stream<Complaint> complaints(Settings settings) {
        var prices = settings.of(PriceSettings.class);
        return Stream.of(
                        notNegative("keysunset.prices.key", prices.key()),
                        notNegative("keysunset.prices.custom-key-store-key", prices.customKeyStoreKey()),
                        notNegative("keysunset.prices.rotation", prices.rotation()),
                        Complaint.when(
                                prices.rotationsBilled() < 0,
                                "keysunset.prices.rotations-billed",
                                prices.rotationsBilled() + " rotations cannot be billed"),
                        Complaint.when(
                                !prices.currency().matches("[A-Z]{3}"),
                                "keysunset.prices.currency",
                                "give the three letters of ISO 4217, such as USD"),
                        Complaint.when(
                                settings.of(OwnerSettings.class).tags().stream().anyMatch(String::isBlank),
                                "keysunset.owners.tags",
                                "a tag has a name"))
                .flatMap(complaints -> complaints);
    }

    private static Stream<Complaint> notNegative(String property, BigDecimal price) {
        return Complaint.when(
                price.signum() < 0 || price.scale() > 4 || price.precision() - price.scale() > 6,
                property,
                price + " is no price: give one from 0 to 999999 with at most four decimals");
    }
}
