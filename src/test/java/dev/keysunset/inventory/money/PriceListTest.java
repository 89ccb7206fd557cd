package dev.keysunset.inventory.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyFacts.Owner;
import dev.keysunset.inventory.money.PriceList.Prices;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class PriceListTest {
    private static final PriceList LIST = new PriceList(
            "EUR",
            LocalDate.of(2026, 1, 1),
            URI.create("https://example.com"),
            new Prices(new BigDecimal("1.10"), new BigDecimal("2.00"), new BigDecimal("0.50"), 2));

    @ParameterizedTest
    @CsvSource({
        "CUSTOMER, AWS_KMS,            0, 1.10",
        "CUSTOMER, AWS_KMS,            1, 1.60",
        "CUSTOMER, AWS_KMS,            2, 2.10",
        "CUSTOMER, AWS_KMS,           99, 2.10",
        "CUSTOMER, EXTERNAL,           0, 1.10",
        "CUSTOMER, AWS_CLOUDHSM,       0, 2.00",
        "CUSTOMER, EXTERNAL_KEY_STORE, 0, 2.00",
        "AWS,      AWS_KMS,            9, 0.00",
    })
    void pricesKeysByWhoManagesThemWhereTheyLieAndHowOftenTheyWereRotated(
            Owner manager, String origin, int rotations, BigDecimal price) {
        assertThat(LIST.monthly(manager, origin, rotations)).isEqualByComparingTo(price);
    }

    @Test
    void asksTheFirstOfTheNamedTagsThatSaysSomething() {
        var names = List.of("owner", " Team");
        assertThat(KeyOwner.tagged(Map.of("TEAM", "ledger", "Owner", "ann"), names))
                .contains(new KeyOwner("ann", KeyOwner.Source.TAG));
        assertThat(KeyOwner.tagged(Map.of("team", "ledger", "owner", "\t \n"), names))
                .map(KeyOwner::name)
                .contains("ledger");
        assertThat(KeyOwner.tagged(Map.of("owner-of-it", "ann"), names)).isEqualTo(Optional.empty());
        assertThat(KeyOwner.tagged(Map.of("owner", "x".repeat(5000)), names)
                        .orElseThrow()
                        .name())
                .hasSize(256);
    }
}
