package dev.keysunset.watch.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyArn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sieve makes the watch faster and nothing else: with it and without it, the same is found. */
@Execution(ExecutionMode.CONCURRENT)
class RecordSieveTest {
    private static final KeyArn KEY =
            KeyArn.of("arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    private static final KeyArn OTHER =
            KeyArn.of("arn:aws:kms:us-west-2:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321");
    private static final KeyArn REPLICA =
            KeyArn.of("arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab");
    private static final int CASES = 40_000;

    private final RecordReader reader = new RecordReader(new Examples.MemberRole());

    /** Each seed watches other keys, so that the same records are now of concern and now not. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void findsWithTheSieveWhatTheReaderFindsAlone(long seed) {
        var random = new Random(seed);
        var watched = Examples.watched(subset(random, List.of(KEY, OTHER, REPLICA)));
        var sieve = RecordSieve.of(watched);
        var mutations = new RecordMutations(random);
        var records = Examples.records();
        int dismissed = 0;
        for (int i = 0; i < CASES / 4; i++) {
            var text = mutations.mutate(records.get(random.nextInt(records.size())));
            var plain = new Matches(reader, watched, _ -> false);
            plain.add(text);
            if (sieve.dismisses(text)) {
                dismissed++;
                assertThat(plain.found()).as(text).isEmpty();
                assertThat(plain.quarantined()).as(text).isEmpty();
                assertThat(plain.witness()).as(text).isEqualTo(Witness.NONE);
            }
        }
        assertThat(dismissed).as("records that the sieve was for").isGreaterThan(CASES / 100);
    }

    /** It would be worth nothing if it left all to the reader. */
    @Test
    void dismissesWhatAFeedMostlyBrings() {
        var sieve = RecordSieve.of(Examples.watched(List.of(OTHER)));
        var calls = Stream.of(
                "01-decrypt-success-iamuser",
                "05-generatedatakey-s3-on-behalf-of-role",
                "11-decrypt-ebs-attach-infrastructure-role",
                "22-encrypt-workmail-awsservice-shared",
                "26-decrypt-ssm-parameter-real",
                "30-decrypt-disabled-iamuser",
                "53-describekey-success-while-disabled");
        assertThat(calls.map(Examples::record)).allMatch(sieve::dismisses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "44-decrypt-canary-by-keysunset",
                "60-envelope-eventbridge",
                "32-decrypt-disabled-no-resources",
                "33-encrypt-disabled-by-alias-no-resources",
                "34-generatedatakey-disabled-bare-keyid"
            })
    void leavesToTheReaderWhatMayBeOfConcern(String name) {
        assertThat(RecordSieve.of(Examples.watched(List.of(KEY))).dismisses(Examples.record(name)))
                .isFalse();
    }

    @Test
    void leavesOurOwnCallsToTheReaderWhateverKeyTheyNameBecauseCanariesAreAmongThem() {
        assertThat(RecordSieve.of(List.of()).dismisses(Examples.record("44-decrypt-canary-by-keysunset")))
                .isFalse();
    }

    @Test
    void leavesACutRecordToTheReaderWhereverItIsCut() {
        var sieve = RecordSieve.of(List.of());
        var whole = Examples.record("01-decrypt-success-iamuser");
        assertThat(sieve.dismisses(whole)).isTrue();
        assertThat(IntStream.range(0, whole.length()).mapToObj(length -> whole.substring(0, length)))
                .noneMatch(sieve::dismisses);
    }

    /** What was dismissed once is no excuse for another record that looks like it. */
    @Test
    void doesNotTakeTheFamiliarForHarmless() {
        var sieve = RecordSieve.of(Examples.watched(List.of(OTHER)));
        var familiar = Examples.record("45-decrypt-success-after-disable-settling")
                .replaceFirst("\\{", "{\"errorCode\":\"\",\"errorMessage\":\"\",");
        assertThat(sieve.dismisses(familiar)).isTrue();
        assertThat(sieve.dismisses(familiar.replace("08:00:20Z", "08:00:21Z"))).isTrue();
        assertThat(Stream.of(
                        familiar.replace(KEY.keyId(), OTHER.keyId()),
                        familiar.replace("08:00:20Z", "08:00:61Z"),
                        familiar.replace("kms.amazonaws", "kms.amazonawz"),
                        familiar.replace("orders-app/i-0abc", "orders/keysunset0"),
                        familiar.replace("i-0abc", "i-0ab\u202e"),
                        familiar.replace("i-0abc", "i-0ab?"),
                        familiar.replace("i-0abc", "i-0\\/bc"),
                        familiar.replace("\"errorCode\":\"\"", "\"errorCode\":\"DisabledException\""),
                        familiar.replace("\"Decrypt\"", "\"\""),
                        familiar.replace("\"readOnly\"", "\"eventName\""),
                        familiar.substring(0, familiar.length() - 1) + "]"))
                .noneMatch(sieve::dismisses);
    }

    @Test
    void findsEachOfTenThousandWatchedKeys() {
        var random = new Random(7);
        var keys = IntStream.range(0, 10_000)
                .mapToObj(_ -> KeyArn.of(
                        "arn:aws:kms:us-west-2:111122223333:key/" + new UUID(random.nextLong(), random.nextLong())))
                .toList();
        var sieve = RecordSieve.of(Examples.watched(keys));
        var record = Examples.record("01-decrypt-success-iamuser");
        assertThat(keys.stream().map(key -> record.replace(KEY.keyId(), key.keyId())))
                .noneMatch(sieve::dismisses);
        assertThat(sieve.dismisses(record)).isTrue();
    }

    private static List<KeyArn> subset(Random random, List<KeyArn> keys) {
        var chosen = new ArrayList<>(keys);
        chosen.removeIf(_ -> random.nextBoolean());
        return chosen;
    }
}
