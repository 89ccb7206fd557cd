package dev.keysunset.watch.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.records.Matches.Match;
import dev.keysunset.watch.records.WatchRecord.Kind;
import dev.keysunset.watch.records.WatchRecord.Meaning;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a poll's texts come to, however many and however hostile they are. */
@Execution(ExecutionMode.CONCURRENT)
class MatchesTest {
    private static final KeyArn KEY =
            KeyArn.of("arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    private static final String SIGHTING = Examples.record("30-decrypt-disabled-iamuser");
    private static final String STRANGER = SIGHTING.replace(KEY.keyId(), "99999999-aaaa-4bbb-8ccc-0123456789ab");

    private final Matches matches =
            new Matches(new RecordReader(new Examples.MemberRole()), Examples.watched(List.of(KEY)));

    @Test
    void aMillionIrrelevantRecordsLeaveNothingBehindAndHideNothing() {
        for (int i = 0; i < 1_000_000; i++) {
            matches.add(STRANGER);
            if (i == 500_000) {
                matches.add(SIGHTING);
            }
        }
        assertThat(matches.found()).extracting(match -> match.record().kind()).containsExactly(Kind.SIGHTING);
        assertThat(matches.quarantined()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventID\": \"1\", \"keyId\": \"1234abcd-12ab-34cd-56ef-1234567890ab\"",
                "1234abcd-12ab-34cd-56ef-1234567890ab",
                "{\"eventSource\": \"kms.amazonaws.com\", \"keyId\": \"\\u0031234abcd-12ab-34cd-56ef-1234567890ab\"",
                "{\"k\": \"1234ABCD-12AB-34CD-56EF-1234567890AB\", \"k\": 1}",
                "{\"a\u0000\": \"1234abcd-12ab-34cd-56ef-1234567890ab\"}",
                "{\"a\": \"\u202e\", \"b\": \"1234abcd-12ab-34cd-56ef-1234567890ab\"}",
                "{\"a\": \"\\ud800\", \"b\": \"1234abcd-12ab-34cd-56ef-1234567890ab\"}"
            })
    void isAlarmedByWhatNobodyCanReadWhereItNamesAWatchedKey(String text) {
        matches.add(text);

        assertThat(matches.quarantined()).hasSize(1);
        assertThat(matches.found()).hasSize(1).first().satisfies(match -> {
            assertThat(match.record().kind()).isEqualTo(Kind.SIGHTING);
            assertThat(match.record().details().meaning()).isEqualTo(Meaning.UNREADABLE);
            assertThat(match.record().event().id())
                    .endsWith(matches.quarantined().getFirst().digest());
        });
    }

    @Test
    void findsTheKeyThatARefusedCallNamesByAnAliasAlone() {
        var text = Examples.record("33-encrypt-disabled-by-alias-no-resources")
                .replaceFirst("\"errorMessage\":\"[^\"]*\"", "\"errorMessage\":\"The key is disabled.\"");
        var alias = text.replaceFirst("(?s).*\"keyId\":\"(alias/[^\"]+)\".*", "$1");
        for (var known : List.of(alias, "alias/another")) {
            var ours = new Matches(new RecordReader(new Examples.MemberRole()), List.of(called(known)));
            ours.add(text);
            assertThat(ours.found()).hasSize(known.equals(alias) ? 1 : 0);
            assertThat(ours.quarantined()).hasSize(known.equals(alias) ? 0 : 1);
        }
        var ours = new Matches(new RecordReader(new Examples.MemberRole()), List.of(called(alias)));
        ours.add(text.replace("us-west-2", "eu-west-1"));
        assertThat(ours.found()).as("the alias of another Region").isEmpty();
    }

    private static WatchedKey called(String alias) {
        var plain = Examples.watched(List.of(KEY)).getFirst();
        return new WatchedKey(
                plain.retirementId(),
                new WatchedKeys.Known(KEY, plain.keyUsage(), Set.of(alias)),
                plain.span(),
                plain.condition());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"eventSource\": \"kms.amazonaws.com\"",
                "{\"eventSource\": \"kms.amazonaws.com\"} {}",
                "{\"eventSource\": \"s3.amazonaws.com\", \"eventSource\": \"kms.amazonaws.com\"}",
                "{\"eventSource\": \"s3.amazonaws.com\", \"n\": 1111111111111111111111111111111111111111111111111111111111111111111}"
            })
    void quarantinesInSilenceTowardsNobody(String text) {
        matches.add(text);

        assertThat(matches.quarantined()).hasSize(1);
        assertThat(matches.found()).isEmpty();
    }

    @Test
    void quarantinesWhatIsDeeperOrLongerThanAnyRecordAndKeepsOnlyItsBeginning() {
        matches.add("{\"a\":" + "[".repeat(100_000));
        matches.add(SIGHTING.replace("Engineering", "x".repeat(RecordJson.TOO_LONG)));

        assertThat(matches.quarantined())
                .hasSize(2)
                .allSatisfy(text -> assertThat(text.text()).hasSizeLessThanOrEqualTo(Quarantined.LONGEST + 8))
                .anySatisfy(text -> assertThat(text.size()).isGreaterThan(RecordJson.TOO_LONG));
        assertThat(matches.found()).as("the long one names the key").hasSize(1);
    }

    @Test
    void aFloodOfUnreadableTextsIsCountedNotKeptAndStillAlarms() {
        for (int i = 0; i < 5 * Matches.MOST_QUARANTINED; i++) {
            matches.add("{\"cut\": " + i);
        }
        matches.add("{\"cut\": \"" + KEY.keyId());

        assertThat(matches.quarantined()).hasSize(Matches.MOST_QUARANTINED + 1);
        assertThat(matches.quarantined().getLast().why())
                .startsWith("the first of " + (4 * Matches.MOST_QUARANTINED + 1) + " more");
        assertThat(matches.found()).extracting(Match::record).hasSize(1);
    }

    @Test
    void keepsTheSameUnreadableTextOnceAndIsAlarmedOnce() {
        for (int i = 0; i < 10; i++) {
            matches.add("{" + KEY.keyId());
        }

        assertThat(matches.quarantined()).hasSize(1);
        assertThat(matches.found()).hasSize(1);
    }

    @Test
    void aPublicKeyFetchedOnceTheDisableHasSettledIsASightingOfItsOwnKind() {
        matches.add(Examples.record("41-getpublickey-success-while-disabled"));

        assertThat(matches.found()).hasSize(1).first().satisfies(match -> {
            assertThat(match.record().kind()).isEqualTo(Kind.SIGHTING);
            assertThat(match.record().details().meaning()).isEqualTo(Meaning.PUBLIC_KEY_FETCHED);
        });
    }

    @Test
    void aUseOfAKeyThatIsGoneIsToldAndNoSighting() {
        matches.add(Examples.record("50-decrypt-notfound-after-deletion"));

        assertThat(matches.found()).hasSize(1).first().satisfies(match -> {
            assertThat(match.record().kind()).isEqualTo(Kind.NOTE);
            assertThat(match.record().details().meaning()).isEqualTo(Meaning.LOST_DATA);
        });
    }
}
