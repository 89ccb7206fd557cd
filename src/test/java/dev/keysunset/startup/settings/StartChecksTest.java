package dev.keysunset.startup.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartChecksTest {
    private static final String ACCOUNT = "keysunset.aws.accounts.111122223333.";
    private static final String HASH = "$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    @Test
    void passesWhatIsInOrder() {
        assertThat(StartChecks.complaints(read(inOrder()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    keysunset.aws.accounts.12345.name                     | twelve      | keysunset.aws.accounts.12345
                    keysunset.aws.accounts.111122223333.regions           | Frankfurt   | keysunset.aws.accounts.111122223333.regions
                    keysunset.aws.accounts.111122223333.feeds             | logs        | keysunset.aws.accounts.111122223333.log-group-name
                    keysunset.users.ann.password-hash                     | secret      | keysunset.users.ann.password-hash
                    keysunset.users.ann.machine                           | true        | keysunset.users.ann.roles
                    keysunset.users.ann.roles                             | viewer      | keysunset.users
                    keysunset.policies.standard.pending-window-in-days    | 6           | keysunset.policies.standard.pending-window-in-days
                    keysunset.policies.standard.pending-window-in-days    | 31          | keysunset.policies.standard.pending-window-in-days
                    keysunset.policies.standard.min-idle                  | PT1H        | keysunset.policies.standard.min-idle
                    keysunset.policies.standard.observation-window        | PT23H       | keysunset.policies.standard.observation-window
                    keysunset.policies.standard.disable-approvals         | 0           | keysunset.policies.standard.disable-approvals
                    keysunset.policies.standard.deletion-approvals        | 9           | keysunset.users
                    keysunset.policies.standard.blind-margin              | P31D        | keysunset.policies.standard.blind-margin
                    keysunset.policies.standard.blind-margin              | PT20M       | keysunset.policies.standard.blind-margin
                    keysunset.aws.call-timeout                            | PT10S       | keysunset.aws.call-timeout
                    keysunset.aws.read-patience                           | PT30S       | keysunset.aws.read-patience
                    keysunset.tempo.settling                              | PT0S        | keysunset.tempo.settling
                    keysunset.tempo.listening.poll-interval               | -PT5M       | keysunset.tempo.listening.poll-interval
                    keysunset.tempo.quarantine                            | PT5M,PT1M   | keysunset.tempo.quarantine
                    keysunset.tick.every                                  | PT0.5S      | keysunset.tick.every
                    keysunset.tick.patience                               | PT1S        | keysunset.tick.patience
                    keysunset.tick.feeds-at-once                          | 0           | keysunset.tick.feeds-at-once
                    quarkus.datasource.jdbc.url                           | jdbc:h2:mem | quarkus.datasource.jdbc.url
                    quarkus.datasource.jdbc.url | jdbc:postgresql://127.0.0.1:1/none    | quarkus.datasource.jdbc.url
                    keysunset.demo.enabled                                | true        | keysunset.demo.enabled
                    """)
    void namesTheSettingThatIsWrong(String property, String value, String complaint) {
        var settings = inOrder();
        if (property.startsWith("keysunset.aws.accounts.12345")) {
            settings.put("keysunset.aws.accounts.12345.regions", "us-east-1");
        }
        settings.put(property, value);
        assertThat(StartChecks.complaints(read(settings)))
                .extracting(Complaint::property)
                .contains(complaint);
    }

    @Test
    void refusesToServeNobody() {
        var settings = inOrder();
        settings.keySet().removeIf(name -> name.startsWith("keysunset.users"));
        assertThat(StartChecks.complaints(read(settings)))
                .extracting(Complaint::property)
                .containsExactly("keysunset.users");
    }

    @Test
    void refusesUsersWithoutAccountsInsteadOfStartingADemo() {
        var settings = inOrder();
        settings.keySet().removeIf(name -> name.startsWith("keysunset.aws.accounts"));
        assertThat(read(settings).demo()).isFalse();
        assertThat(StartChecks.complaints(read(settings)))
                .extracting(Complaint::property)
                .containsExactly("keysunset.aws.accounts");
    }

    @Test
    void isTheDemoWhenNothingIsConfigured() {
        assertThat(read(Map.of()).demo()).isTrue();
    }

    @Test
    void namesEverythingAtOnce() {
        var settings = inOrder();
        settings.put("keysunset.tick.every", "often");
        settings.put("keysunset.tempo.settling", "later");
        settings.put("keysunset.aws.call-timout", "PT1S");
        settings.remove(ACCOUNT + "regions");
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(UnfitSettings.class)
                .hasMessageStartingWith("4 settings must change:\n")
                .hasMessageContaining("keysunset.tick.every: ")
                .hasMessageContaining("keysunset.tempo.settling: ")
                .hasMessageContaining(ACCOUNT + "regions: ")
                .hasMessageContaining(
                        "keysunset.aws.call-timout: there is no such setting; did you mean keysunset.aws.call-timeout?");
    }

    private static Map<String, String> inOrder() {
        var settings = new HashMap<String, String>();
        settings.put(ACCOUNT + "name", "payments");
        settings.put(ACCOUNT + "regions", "us-east-1,eu-west-1");
        settings.put("keysunset.policies.standard.min-idle", "P90D");
        for (var name : new String[] {"ann", "bob"}) {
            settings.put("keysunset.users." + name + ".password-hash", HASH);
            settings.put("keysunset.users." + name + ".roles", "approver");
        }
        return settings;
    }

    private static Settings read(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return Settings.read(config);
    }
}
