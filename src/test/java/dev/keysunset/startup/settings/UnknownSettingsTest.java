package dev.keysunset.startup.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "keysunset.aws.accounts.111122223333.regions",
                "keysunset.aws.accounts.\"111122223333\".regions[0]",
                "keysunset.users.\"ann@example.com\".roles",
                "keysunset.tempo.quarantine[2]",
                "%prod.keysunset.default-policy",
                "quarkus.http.port",
                "keysunsets.anything"
            })
    void knows(String name) {
        assertThat(unknown(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "keysunset.aws.accounts.111122223333.region, keysunset.aws.accounts.111122223333.regions",
        "keysunset.policy.standard.min-idle, keysunset.policies.standard.min-idle",
        "keysunset.tick, keysunset.tick.every",
        "%dev.keysunset.tempo.settlin, keysunset.tempo.settling",
    })
    void suggestsTheNearestName(String name, String nearest) {
        assertThat(unknown(name))
                .singleElement()
                .satisfies(complaint -> assertThat(complaint.why())
                        .isEqualTo("there is no such setting; did you mean " + nearest + "?"));
    }

    @Test
    void complainsOnceWhereverItWasSet() {
        var source = new PropertiesConfigSource(Map.of("keysunset.nonsense", "1"), "test", 100);
        assertThat(new UnknownSettings(Settings.MAPPINGS).among(List.of(source, source)))
                .hasSize(1);
    }

    private static List<Complaint> unknown(String name) {
        return new UnknownSettings(Settings.MAPPINGS)
                .among(List.of(new PropertiesConfigSource(Map.of(name, "1"), "test", 100)));
    }
}
