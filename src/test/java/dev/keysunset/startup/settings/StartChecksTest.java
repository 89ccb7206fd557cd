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

    private static final Map<String, String> ARCHIVE = Map.of(
            "keysunset.aws.archives.all.account", "111122223333",
            "keysunset.aws.archives.all.region", "us-east-1",
            "keysunset.aws.archives.all.since", "2021-06-01",
            "keysunset.aws.archives.all.database", "cloudtrail",
            "keysunset.aws.archives.all.table", "organization");

    @Test
    void passesWhatIsInOrder() {
        assertThat(StartChecks.complaints(read(inOrder()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    keysunset.aws.accounts.12345.name                     | twelve      | keysunset.aws.accounts.12345
                    keysunset.aws.accounts.111122223333.regions           | Frankfurt   | keysunset.aws.accounts.111122223333.regions
                    keysunset.aws.accounts.111122223333.feeds             | logs        | keysunset.aws.accounts.111122223333.log-group-name
                    keysunset.aws.accounts.111122223333.feeds             | queue       | keysunset.aws.accounts.111122223333.feeds
                    keysunset.aws.accounts.111122223333.feeds             | lookup,queue | keysunset.aws.accounts.111122223333.queue-url
                    keysunset.aws.accounts.111122223333.queue-url         | keysunset   | keysunset.aws.accounts.111122223333.queue-url
                    keysunset.aws.accounts.111122223333.queue-url | https://sqs.{region}.amazonaws.com/444455556666/q | keysunset.aws.accounts.111122223333.queue-url
                    keysunset.aws.accounts.111122223333.queue-url | https://sqs.us-east-1.amazonaws.com/111122223333/q | keysunset.aws.accounts.111122223333.queue-url
                    keysunset.aws.accounts.111122223333.dead-letter-queue-url | dead    | keysunset.aws.accounts.111122223333.dead-letter-queue-url
                    keysunset.watch.receive-wait                          | PT21S       | keysunset.watch.receive-wait
                    keysunset.watch.receive-wait                          | PT0.5S      | keysunset.watch.receive-wait
                    keysunset.tick.receivers-per-queue                    | 0           | keysunset.tick.receivers-per-queue
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
                    keysunset.policies.standard.calendar.zone             | Middle/Earth | keysunset.policies.standard.calendar.zone
                    keysunset.policies.standard.blind-margin              | PT20M       | keysunset.policies.standard.blind-margin
                    keysunset.aws.call-timeout                            | PT10S       | keysunset.aws.call-timeout
                    keysunset.aws.read-patience                           | PT30S       | keysunset.aws.read-patience
                    keysunset.tempo.settling                              | PT0S        | keysunset.tempo.settling
                    keysunset.tempo.listening.poll-interval               | -PT5M       | keysunset.tempo.listening.poll-interval
                    keysunset.tempo.pace.retry-after                      | PT3M        | keysunset.tempo.pace.retry-after
                    keysunset.tempo.quarantine                            | PT5M,PT1M   | keysunset.tempo.quarantine
                    keysunset.tick.every                                  | PT0.5S      | keysunset.tick.every
                    keysunset.tick.patience                               | PT1S        | keysunset.tick.patience
                    keysunset.tick.feeds-at-once                          | 0           | keysunset.tick.feeds-at-once
                    keysunset.tick.canaries-at-once                       | 0           | keysunset.tick.canaries-at-once
                    keysunset.tempo.listening.canary-every                | PT0S        | keysunset.tempo.listening.canary-every
                    keysunset.tempo.listening.canary-interval             | PT1H        | keysunset.tempo.listening.canary-interval
                    keysunset.aws.accounts.111122223333.canary-keys | alias/canary | keysunset.aws.accounts.111122223333.canary-keys
                    keysunset.aws.accounts.111122223333.canary-keys | arn:aws:kms:us-east-1:444455556666:key/1 | keysunset.aws.accounts.111122223333.canary-keys
                    keysunset.aws.accounts.111122223333.canary-keys | arn:aws:kms:sa-east-1:111122223333:key/1 | keysunset.aws.accounts.111122223333.canary-keys
                    keysunset.watch.footing-every                         | PT16M       | keysunset.watch.footing-every
                    keysunset.aws.accounts.111122223333.log-group-region  | Frankfurt   | keysunset.aws.accounts.111122223333.log-group-region
                    keysunset.aws.archives.all.account                    | 444455556666 | keysunset.aws.archives.all.account
                    keysunset.aws.archives.all.accounts                   | 444455556666 | keysunset.aws.archives.all.accounts
                    keysunset.aws.archives.all.region                     | Frankfurt   | keysunset.aws.archives.all.region
                    keysunset.aws.archives.all.regions                    | Frankfurt   | keysunset.aws.archives.all.regions
                    keysunset.aws.archives.all.table                      | logs" OR "x | keysunset.aws.archives.all.table
                    keysunset.aws.archives.all.database                   | a;b         | keysunset.aws.archives.all.database
                    keysunset.aws.archives.all.account-column             | 'x'         | keysunset.aws.archives.all.account-column
                    keysunset.aws.archives.all.output-location            | results     | keysunset.aws.archives.all.output-location
                    keysunset.aws.archives.all.day-format                 | dd/MM/yyyy  | keysunset.aws.archives.all.day-format
                    keysunset.archive.queries-at-once                     | 0           | keysunset.archive.queries-at-once
                    keysunset.archive.keys-a-query                        | 2501        | keysunset.archive.keys-a-query
                    keysunset.archive.patience                            | PT0S        | keysunset.archive.patience
                    keysunset.archive.every                               | PT0S        | keysunset.archive.every
                    quarkus.datasource.jdbc.url                           | jdbc:h2:mem | quarkus.datasource.jdbc.url
                    quarkus.datasource.jdbc.url | jdbc:postgresql://127.0.0.1:1/none    | quarkus.datasource.jdbc.url
                    keysunset.notify.targets.them.channel                 | slack       | keysunset.notify.targets.them.url
                    keysunset.notify.targets.them.channel                 | webhook     | keysunset.notify.targets.them.secret
                    keysunset.notify.targets.them.channel                 | pagerduty   | keysunset.notify.targets.them.secret
                    keysunset.notify.targets.them.channel                 | sns         | keysunset.notify.targets.them.topic-arn
                    keysunset.notify.targets.them.channel                 | mail        | keysunset.notify.targets.them.mail
                    keysunset.notify.allowed-networks                     | localhost   | keysunset.notify.allowed-networks
                    keysunset.notify.certificates                         | /no/such    | keysunset.notify.certificates
                    keysunset.notify.lease                                | PT30S       | keysunset.notify.lease
                    keysunset.notify.messages-at-once                     | 0           | keysunset.notify.messages-at-once
                    keysunset.demo.enabled                                | true        | keysunset.demo.enabled
                    """)
    void namesTheSettingThatIsWrong(String property, String value, String complaint) {
        var settings = inOrder();
        if (property.startsWith("keysunset.aws.accounts.12345")) {
            settings.put("keysunset.aws.accounts.12345.regions", "us-east-1");
        }
        if (property.startsWith("keysunset.aws.archives.all")) {
            settings.putAll(ARCHIVE);
        }
        settings.put(property, value);
        assertThat(StartChecks.complaints(read(settings)))
                .extracting(Complaint::property)
                .contains(complaint);
    }

    @Test
    void passesAnArchiveInAnAccountWhoseKeysStayOutOfReach() {
        var settings = inOrder();
        settings.putAll(ARCHIVE);
        settings.put("keysunset.aws.accounts.999900001111.name", "logs");
        settings.put("keysunset.aws.archives.all.account", "999900001111");
        assertThat(StartChecks.complaints(read(settings))).isEmpty();
    }

    @Test
    void passesAQueueForEachRegionBesideAFeedThatProves() {
        var settings = inOrder();
        settings.put(ACCOUNT + "feeds", "lookup,queue");
        settings.put(ACCOUNT + "queue-url", "https://sqs.{region}.amazonaws.com/111122223333/keysunset");
        assertThat(StartChecks.complaints(read(settings))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    slack     | url    | hooks.example.com             | no http or https URL
                    slack     | url    | http://hooks.example.com/x    | secret itself
                    slack     | url    | https://me@hooks.example.com/ | no http or https URL
                    slack     | url    | env:KEYSUNSET_NO_SUCH_NAME    | none can be read
                    pagerduty | secret | R0UT1NGKEY                    | do not write secrets here
                    pagerduty | secret | env:KEYSUNSET_NO_SUCH_NAME    | names no secret that can be read
                    pagerduty | secret | file:/no/such/file            | names no secret that can be read
                    """)
    void refusesATargetThatCouldNotBeTold(String channel, String property, String value, String why) {
        var settings = inOrder();
        settings.put("keysunset.notify.targets.them.channel", channel);
        settings.put("keysunset.notify.targets.them." + property, value);
        assertThat(StartChecks.complaints(read(settings))).anySatisfy(complaint -> {
            assertThat(complaint.property()).isEqualTo("keysunset.notify.targets.them." + property);
            assertThat(complaint.why()).contains(why).doesNotContain("R0UT1NGKEY");
        });
    }

    @Test
    void refusesAMailThatNobodyWouldGet() {
        var settings = inOrder();
        settings.put("keysunset.notify.targets.them.channel", "mail");
        settings.put("keysunset.notify.targets.them.mail.host", "smtp.example.com");
        settings.put("keysunset.notify.targets.them.mail.from", "keysunset@example.com");
        settings.put("keysunset.notify.targets.them.mail.to", "oncall@example.com");
        assertThat(StartChecks.complaints(read(settings))).isEmpty();

        settings.put("keysunset.notify.targets.them.mail.to", "oncall");
        settings.put("keysunset.notify.targets.them.mail.username", "keysunset");
        assertThat(StartChecks.complaints(read(settings)))
                .extracting(Complaint::property)
                .containsExactly("keysunset.notify.targets.them.mail.username", "keysunset.notify.targets.them.mail");
    }

    @Test
    void refusesWorkingHoursAndFreezesThatEndBeforeTheyBegin() {
        var calendar = "keysunset.policies.standard.calendar.";
        var settings = inOrder();
        settings.put(calendar + "from", "17:00");
        settings.put(calendar + "until", "09:00");
        settings.put(calendar + "freezes.year-end.first", "2027-01-03");
        settings.put(calendar + "freezes.year-end.last", "2026-12-19");
        assertThat(StartChecks.complaints(read(settings)))
                .extracting(Complaint::property)
                .containsExactlyInAnyOrder(calendar + "until", calendar + "freezes.year-end.last");
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
    void wantsARegionOfEveryAccountThatHoldsNoLogGroupForOthers() {
        var settings = inOrder();
        settings.put("keysunset.aws.accounts.999900001111.name", "audit");
        assertThat(StartChecks.complaints(read(settings)))
                .extracting(Complaint::property)
                .containsExactly("keysunset.aws.accounts.999900001111.regions");
        settings.put(ACCOUNT + "feeds", "logs");
        settings.put(ACCOUNT + "log-group-name", "/organisation");
        settings.put(ACCOUNT + "log-group-account-id", "999900001111");
        settings.put(ACCOUNT + "log-group-region", "us-east-1");
        assertThat(StartChecks.complaints(read(settings))).isEmpty();
    }

    @Test
    void wantsTheLogGroupOfAnotherAccountToBeReachable() {
        var settings = inOrder();
        settings.put(ACCOUNT + "feeds", "logs");
        settings.put(ACCOUNT + "log-group-name", "/organisation");
        settings.put(ACCOUNT + "log-group-account-id", "999900001111");
        assertThat(StartChecks.complaints(read(settings)))
                .extracting(Complaint::property)
                .containsExactly(ACCOUNT + "log-group-account-id", ACCOUNT + "log-group-region");
    }

    @Test
    void refusesTwoLogGroupsInOnePlace() {
        var settings = inOrder();
        for (var account : new String[] {ACCOUNT, "keysunset.aws.accounts.222233334444."}) {
            settings.put(account + "name", "shares");
            settings.put(account + "regions", "us-east-1");
            settings.put(account + "feeds", "logs");
            settings.put(account + "log-group-name", "/group-of-" + account);
            settings.put(account + "log-group-account-id", "111122223333");
            settings.put(account + "log-group-region", "us-east-1");
        }
        assertThat(StartChecks.complaints(read(settings)))
                .extracting(Complaint::property)
                .containsExactly("keysunset.aws.accounts.222233334444.log-group-name");
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
        settings.remove(ACCOUNT + "name");
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(UnfitSettings.class)
                .hasMessageStartingWith("4 settings must change:\n")
                .hasMessageContaining("keysunset.tick.every: ")
                .hasMessageContaining("keysunset.tempo.settling: ")
                .hasMessageContaining(ACCOUNT + "name: ")
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
