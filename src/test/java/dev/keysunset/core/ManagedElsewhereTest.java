package dev.keysunset.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyFacts.Owner;
import dev.keysunset.core.ManagedElsewhere.By;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagedElsewhereTest {
    @ParameterizedTest
    @CsvSource({
        "ManagedBy,   Terraform,         true",
        "managed-by,  terraform cloud,   true",
        "iac,         OpenTofu 1.8,      true",
        "Terraform,   true,              true",
        "terraform,   billing/keys,      true",
        "terraform,   False,             false",
        "ManagedBy,   hand,              false",
        "description, made by terraform, false",
    })
    void knowsTerraformByTheTagsThatPeoplePut(String name, String value, boolean managed) {
        var found = ManagedElsewhere.of(Owner.CUSTOMER, Map.of(name, value));
        assertThat(found.stream().map(ManagedElsewhere::by).toList().contains(By.TERRAFORM))
                .isEqualTo(managed);
    }

    @Test
    void namesTheStackAndTheResourceToChange() {
        var tags = Map.of("aws:cloudformation:stack-name", "orders", "aws:cloudformation:logical-id", "OrdersKey");
        assertThat(ManagedElsewhere.of(Owner.CUSTOMER, tags)).singleElement().satisfies(found -> {
            assertThat(found.by()).isEqualTo(By.CLOUDFORMATION);
            assertThat(found.name()).isEqualTo("stack orders");
            assertThat(found.remedy()).contains("stack orders", "OrdersKey", "DeletionPolicy: Retain");
        });
    }

    @Test
    void tellsOfEveryOneThatDefinesTheKey() {
        var tags = Map.of("aws:cloudformation:stack-name", "orders", "ManagedBy", "terraform");
        assertThat(ManagedElsewhere.of(Owner.AWS, tags).stream().map(ManagedElsewhere::by))
                .containsExactly(By.AWS_SERVICE, By.CLOUDFORMATION, By.TERRAFORM);
        assertThat(ManagedElsewhere.of(Owner.CUSTOMER, Map.of("team", "billing")))
                .isEmpty();
    }
}
