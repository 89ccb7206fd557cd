package dev.keysunset.watch.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.UsageHistory.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which records show that a key was used, where KMS does not say so. */
class UseSearchTest {
    private static final Instant BEFORE = Instant.parse("2026-05-01T00:00:00Z");
    private static final KeyArn KEY =
            KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    private static final KeyArn OTHER = KeyArn.of(KEY.toString().replace("1234abcd", "9999abcd"));

    private final UseSearch search = new UseSearch(new RecordReader(new Examples.MemberRole()), List.of(KEY), BEFORE);

    @ParameterizedTest
    @CsvSource({
        "Decrypt,true", "GenerateDataKey,true", "Sign,true", "GetPublicKey,true", "SomethingNew,true",
        "DescribeKey,false", "ListGrants,false", "TagResource,false", "DisableKey,false", "ScheduleKeyDeletion,false"
    })
    void countsWhatNeedsTheKeyAndNotWhatManagesIt(String operation, boolean counts) {
        search.add(record(KEY, operation, "2026-03-01T02:00:00Z", ""));
        assertThat(search.latest().containsKey(KEY)).isEqualTo(counts);
    }

    @Test
    void countsACallThatWasRefusedForTheKeysState() {
        var refused = "\"errorCode\":\"DisabledException\",\"errorMessage\":\"" + KEY + " is disabled.\",";
        search.add(record(KEY, "Decrypt", "2026-03-01T02:00:00Z", refused));
        assertThat(search.latest()).containsKey(KEY);
    }

    @Test
    void countsNoCallThatWasRefusedForWantOfRights() {
        search.add(record(
                KEY, "Decrypt", "2026-03-01T02:00:00Z", "\"errorCode\":\"AccessDenied\",\"errorMessage\":\"no\","));
        assertThat(search.latest()).isEmpty();
    }

    @Test
    void seesNothingOfOtherKeys() {
        search.add(record(OTHER, "Decrypt", "2026-03-01T02:00:00Z", ""));
        assertThat(search.latest()).isEmpty();
        assertThat(search.oldest()).contains(Instant.parse("2026-03-01T02:00:00Z"));
    }

    @Test
    void tellsTheLatestUseInWhateverOrderRecordsCome() {
        var records = new ArrayList<String>();
        for (var day = 10; day < 29; day++) {
            records.add(record(KEY, "Decrypt", "2026-03-" + day + "T02:00:00Z", ""));
        }
        for (var seed = 0; seed < 50; seed++) {
            Collections.shuffle(records, new Random(seed));
            var any = new UseSearch(new RecordReader(new Examples.MemberRole()), List.of(KEY, OTHER), BEFORE);
            records.forEach(any::add);
            assertThat(any.latest())
                    .isEqualTo(Map.of(
                            KEY,
                            new Seen(
                                    Instant.parse("2026-03-28T02:00:00Z"),
                                    "Decrypt",
                                    "by arn:aws:iam::111122223333:user/ann")));
            assertThat(any.oldest()).contains(Instant.parse("2026-03-10T02:00:00Z"));
        }
    }

    /** When it happened nobody knows: it may have been as late as the page it came with. */
    @Test
    void countsATextThatNobodyCanReadAndThatNamesTheKeyFromTheLatestItMayHaveBeen() {
        search.add(record(KEY, "Decrypt", "2026-03-01T02:00:00Z", "").substring(0, 420));
        assertThat(search.latest()).containsOnlyKeys(KEY);
        assertThat(search.latest().get(KEY))
                .satisfies(seen -> assertThat(seen.at()).isEqualTo(BEFORE));
    }

    private static String record(KeyArn key, String operation, String time, String failure) {
        return "{\"eventVersion\":\"1.11\",\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"arn:aws:iam::111122223333:user/ann\","
                + "\"accountId\":\"111122223333\"},\"resources\":[{\"accountId\":\"111122223333\",\"type\":\"AWS::KMS::Key\","
                + "\"ARN\":\"" + key + "\"}],\"eventTime\":\"" + time
                + "\",\"eventSource\":\"kms.amazonaws.com\",\"eventName\":\""
                + operation + "\",\"awsRegion\":\"us-east-1\"," + failure
                + "\"requestParameters\":{\"keyId\":\"" + key + "\"},\"responseElements\":null,\"requestID\":\"r-"
                + time
                + "\",\"eventID\":\"e-" + time + "\",\"readOnly\":true,\"eventType\":\"AwsApiCall\","
                + "\"recipientAccountId\":\"111122223333\"}";
    }
}
