package dev.keysunset.aws.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.aws.AwsFixture;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyFacts.Owner;
import dev.keysunset.core.KeyFacts.Role;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Usage;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeySpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KmsKeysTest extends AwsFixture {
    private static final String GUARDED = """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"},
          {"Effect": "Deny", "Principal": "*", "Action": "kms:DisableKey", "Resource": "*", "Condition":
            {"NumericLessThanEquals": {"kms:TrailingDaysWithoutKeyUsage": "90"}}}]}\
        """;

    @Test
    void describesAKey() {
        var key = key(plan().described("orders").spec(KeySpec.RSA_2048));
        var facts = read(room.keys().describe(key));
        assertThat(facts.keyArn()).isEqualTo(key);
        assertThat(facts.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(facts.description()).isEqualTo("orders");
        assertThat(facts.creationDate()).isEqualTo(START.minus(Duration.ofDays(400)));
        assertThat(facts.deletionDate()).isEmpty();
        assertThat(facts.kind().manager()).isEqualTo(Owner.CUSTOMER);
        assertThat(facts.kind().keySpec()).isEqualTo("RSA_2048");
        assertThat(facts.kind().origin()).isEqualTo("AWS_KMS");
        assertThat(facts.kind().family()).isEqualTo(new KeyFacts.Family(Role.SINGLE, List.of(key)));
    }

    @Test
    void tellsTheDeletionDateAndTheManager() {
        var pending = key(plan().state(dev.keysunset.standin.key.KeyState.PENDING_DELETION));
        var managed = key(plan().managedByAws());
        assertThat(read(room.keys().describe(pending)).deletionDate()).isPresent();
        assertThat(read(room.keys().describe(managed)).kind().manager()).isEqualTo(Owner.AWS);
    }

    @Test
    void seesTheWholeFamilyOfAMultiRegionKey() {
        var primary = key(plan().multiRegion(List.of("eu-west-1")));
        var replica = KeyArn.of(primary.toString().replace("us-east-1", "eu-west-1"));
        var both = room(Map.of("keysunset.aws.accounts.111122223333.regions", "us-east-1,eu-west-1"));
        assertThat(read(both.keys().describe(primary)).kind().family())
                .isEqualTo(new KeyFacts.Family(Role.PRIMARY, List.of(primary, replica)));
        assertThat(read(both.keys().describe(replica)).kind().family())
                .isEqualTo(new KeyFacts.Family(Role.REPLICA, List.of(primary, replica)));
    }

    @Test
    void callsAKeyThatDoesNotExistAbsent() {
        var gone = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/00000000-0000-4000-8000-000000000000");
        assertThat(room.keys().describe(gone)).isInstanceOf(Reading.Absent.class);
        assertThat(room.keys().resolve(PLACE, "alias/unknown")).isInstanceOf(Reading.Absent.class);
        assertThat(room.keys().lastUsage(gone)).isInstanceOf(Usage.Unreadable.class);
    }

    @Test
    void doesNotConcludeFromAMissingKeyThatNothingHangsOnIt() {
        var gone = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/00000000-0000-4000-8000-000000000000");
        assertThat(room.keys().surroundings(gone).grants()).isInstanceOf(Reading.Unreadable.class);
        assertThat(room.keys().surroundings(gone).keyPolicy()).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void resolvesWhateverAwsAcceptsAsAKeyId() {
        var key = key(KeyPlan.in(new dev.keysunset.standin.key.Place("111122223333", "us-east-1"), "alias/orders"));
        for (var name : List.of(
                "alias/orders", "arn:aws:kms:us-east-1:111122223333:alias/orders", key.keyId(), key.toString())) {
            assertThat(read(room.keys().resolve(PLACE, name)).keyArn()).isEqualTo(key);
        }
    }

    @Test
    void resolvesAnAwsManagedAliasWithoutDescribingIt() {
        var key = key(KeyPlan.in(new dev.keysunset.standin.key.Place("111122223333", "us-east-1"), "alias/aws/s3")
                .managedByAws());
        assertThat(read(room.keys().resolve(PLACE, "alias/aws/s3")).keyArn()).isEqualTo(key);
        assertThat(room.keys().resolve(PLACE, "alias/aws/ebs")).isInstanceOf(Reading.Absent.class);
        assertThat(standIn.calls().stream().map(entry -> entry.keyIdAsSent().orElse("")))
                .noneMatch(keyId -> keyId.startsWith("alias/aws/"));
    }

    @Test
    void listsEveryKeyOfThePlaceOverAllPages() {
        var keys = IntStream.range(0, 230).mapToObj(_ -> key()).toList();
        assertThat(read(room.keys().list(PLACE))).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(calls("ListKeys")).isEqualTo(3);
        assertThat(read(room.keys().list(ELSEWHERE))).isEmpty();
    }

    @Test
    void readsTheThreeAnswersOfLastUsage() {
        var used = key(plan().lastUsed(Duration.ofDays(3)));
        var unused = key(plan());
        var young = key(KeyPlan.in(new dev.keysunset.standin.key.Place("111122223333", "us-east-1"), "")
                .aged(Duration.ofDays(20)));
        assertThat(room.keys().lastUsage(used).answer()).isEqualTo("USED");
        assertThat(room.keys().lastUsage(used).idleSince()).contains(START.minus(Duration.ofDays(3)));
        assertThat(room.keys().lastUsage(unused).answer()).isEqualTo("NOT_SINCE_TRACKING");
        assertThat(room.keys().lastUsage(young)).isEqualTo(new Usage.NeverUsed(START.minus(Duration.ofDays(20))));
    }

    @Test
    void readsWhatHangsOnAKey() {
        var key = key(KeyPlan.in(new dev.keysunset.standin.key.Place("111122223333", "us-east-1"), "alias/orders")
                .tag("owner", "payments")
                .policy(GUARDED));
        var around = room.keys().surroundings(key);
        assertThat(read(around.aliases())).containsExactly("alias/orders");
        assertThat(read(around.grants())).isEmpty();
        assertThat(read(around.tags())).isEqualTo(Map.of("owner", "payments"));
        assertThat(read(around.keyPolicy()).trailingDays()).contains(90);
    }

    @Test
    void letsOneFailedReadingStandAlone() {
        var key = key(plan().managedByAws());
        fault(FaultKind.ACCESS_DENIED, "GetKeyPolicy");
        fault(FaultKind.ACCESS_DENIED, "ListGrants");
        var around = room.keys().surroundings(key);
        assertThat(around.keyPolicy().unreadable()).get().matches(Reading.Unreadable::denied);
        assertThat(around.grants().unreadable()).get().matches(Reading.Unreadable::denied);
        assertThat(around.aliases()).isInstanceOf(Reading.Read.class);
        assertThat(around.tags()).isInstanceOf(Reading.Read.class);
        assertThat(read(room.keys().describe(key)).kind().manager()).isEqualTo(Owner.AWS);
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLE,ThrottlingException,4",
        "ERROR_500,KMSInternalException,4",
        "ERROR_503,ServiceUnavailable,4",
        "RESET,Unreachable,4",
        "ACCESS_DENIED,AccessDeniedException,1"
    })
    void callsAReadThatKeepsFailingUnreadable(FaultKind kind, String code, int attempts) {
        var key = key();
        var fault = fault(kind, "DescribeKey");
        assertThat(room.keys().describe(key).unreadable()).get().satisfies(unreadable -> {
            assertThat(unreadable.code()).isEqualTo(code);
            assertThat(unreadable.call()).isEqualTo("kms:DescribeKey in 111122223333/us-east-1");
        });
        assertThat(pauses).hasSize(attempts - 1);
        standIn.release(fault);
        assertThat(room.keys().describe(key)).isInstanceOf(Reading.Read.class);
    }

    @ParameterizedTest
    @CsvSource({"THROTTLE", "ERROR_500", "RESET", "LOST_ANSWER"})
    void getsOverAFailureThatPasses(FaultKind kind) {
        var key = key();
        fault(kind, "GetKeyLastUsage", 3);
        assertThat(room.keys().lastUsage(key).answer()).isEqualTo("NOT_SINCE_TRACKING");
        assertThat(pauses).hasSize(3);
    }

    @Test
    void callsAReadThatIsNotAnsweredInTimeUnreadable() {
        var key = key();
        var hasty = room(Map.of("keysunset.aws.call-timeout", "PT0.3S", "keysunset.aws.read-attempts", "1"));
        assertThat(hasty.keys().describe(key)).isInstanceOf(Reading.Read.class);
        var fault = fault(FaultKind.HOLD, "DescribeKey");
        assertThat(hasty.keys().describe(key).unreadable())
                .get()
                .extracting(Reading.Unreadable::code)
                .isEqualTo("Timeout");
        standIn.release(fault);
    }

    @Test
    void answersOnlyWhereAKeyIsListedAndDescribed() {
        assertThat(room.keys().answers(PLACE)).isFalse();
        key();
        assertThat(room.keys().answers(PLACE)).isTrue();
        fault(FaultKind.ACCESS_DENIED, "DescribeKey");
        assertThat(room.keys().answers(PLACE)).isFalse();
    }

    @Test
    void doesNotCallAccountsAndRegionsThatAreNotConfigured() {
        var before = standIn.calls().size();
        for (var place : List.of(new Place("111122223333", "ap-south-1"), new Place("999999999999", "us-east-1"))) {
            assertThat(room.keys().list(place).unreadable())
                    .get()
                    .extracting(Reading.Unreadable::code)
                    .isEqualTo("NotConfigured");
        }
        assertThat(standIn.calls()).hasSize(before);
    }

    @Test
    void isDeniedWithTheWrongExternalId() {
        var key = key();
        var stranger = room(Map.of("keysunset.aws.accounts.111122223333.external-id", "guessed"));
        assertThat(stranger.keys().describe(key).unreadable()).get().satisfies(unreadable -> {
            assertThat(unreadable.denied()).isTrue();
            assertThat(unreadable.call()).contains("sts:AssumeRole of arn:aws:iam::111122223333:role/KeysunsetMember");
        });
    }

    @Test
    void keepsOneSessionForAllReadsAndRenewsItBeforeItEnds() {
        var key = key();
        var real = new AtomicReference<>(START);
        var patient = room(Map.of(), real::get);
        patient.keys().describe(key);
        patient.keys().surroundings(key);
        assertThat(calls("AssumeRole")).isOne();
        assertThat(calls("GetCallerIdentity")).isOne();
        real.set(START.plus(Duration.ofMinutes(54)));
        patient.keys().describe(key);
        assertThat(calls("AssumeRole")).isOne();
        real.set(START.plus(Duration.ofMinutes(55)));
        patient.keys().describe(key);
        assertThat(calls("AssumeRole")).isEqualTo(2);
    }

    private static <T> T read(Reading<T> reading) {
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return reading.found().orElseThrow();
    }
}
