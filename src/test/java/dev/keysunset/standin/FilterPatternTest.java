package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** The pattern language of FilterLogEvents, on lines that anybody could write. */
class FilterPatternTest extends TrailFixture {
    private static final String LINE = """
        {"eventName":"Decrypt","eventSource":"kms.amazonaws.com","errorCode":"DisabledException",
        "errorMessage":"arn:aws:kms:us-east-1:111122223333:key/1 is disabled.","responseElements":null,
        "readOnly":true,"managementEvent":true,"count":7,"ratio":0.5,"status":"404","a b":{"c.d":1},
        "resources":[{"type":"AWS::KMS::Key","n":1},{"type":"AWS::S3::Object","n":2}],"empty":"",
        "userIdentity":{"sessionContext":{"sessionIssuer":{"userName":"orders-app"}}}}\
        """;
    private static final String TEXT = "[ERROR 419] MISSING ARGUMENTS in order-7";

    @BeforeEach
    void write() {
        clients.logs(ACCOUNT).createLogGroup(r -> r.logGroupName("lines"));
        clients.logs(ACCOUNT).createLogStream(r -> r.logGroupName("lines").logStreamName("one"));
        var lines = Stream.of(LINE, TEXT)
                .map(line -> InputLogEvent.builder()
                        .timestamp(START.toEpochMilli())
                        .message(line)
                        .build())
                .toList();
        clients.logs(ACCOUNT)
                .putLogEvents(r -> r.logGroupName("lines").logStreamName("one").logEvents(lines));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
        { $.eventName = "Decrypt" } => true
        { $.eventName = Decrypt } => true
        {$.eventName=Decrypt} => true
        { $.eventName = "decrypt" } => false
        { $.eventName != "Decrypt" } => false
        { $.eventName != "Encrypt" } => true
        { $.eventName = De* } => true
        { $.eventName = * } => true
        { $.absent = * } => false
        { $.absent != "x" } => false
        { ($.eventSource = "kms.amazonaws.com") && ($.errorMessage = "*is disabled.*" || $.errorMessage = "*is pending deletion*") } => true
        { $.eventSource = kms* && $.errorMessage = "* is pending deletion." } => false
        { $.eventName = Encrypt && $.count = 1 || $.readOnly IS TRUE } => true
        { $.eventName = Encrypt && ($.count = 1 || $.readOnly IS TRUE) } => false
        { $.count = 7 } => true
        { $.count = 7.0 } => true
        { $.count = 7e0 } => true
        { $.count != 7 } => false
        { $.count > 6 } => true
        { $.count >= 7 } => true
        { $.count < 7 } => false
        { $.count <= 7 } => true
        { $.ratio < .7 } => refused
        { $.ratio < 0.7 } => true
        { $.ratio > -1 } => true
        { $.status = "404" } => true
        { $.status = 40* } => true
        { $.status > 400 } => false
        { $.resources[0].type = "AWS::KMS::Key" } => true
        { $.resources[1].type = "AWS::KMS::Key" } => false
        { $.resources[2].type = * } => false
        { $.resources[*].type = "AWS::S3::Object" } => true
        { $.resources[*].n > 2 } => false
        { $.resources[*].n = 2 } => true
        { $.*.sessionContext.sessionIssuer.userName = "orders*" } => true
        { $.['a b'].['c.d'] = 1 } => true
        { $["a b"]["c.d"] = 1 } => true
        { $."a b"."c.d" = 2 } => false
        { $.responseElements IS NULL } => true
        { $.absent IS NULL } => false
        { $.responseElements NOT EXISTS } => false
        { $.sharedEventID NOT EXISTS } => true
        { $.errorCode NOT  EXISTS } => false
        { $.errorCode EXISTS && $.readOnly IS TRUE } => true
        { $.managementEvent IS FALSE } => false
        { $.userIdentity.sessionContext.sessionIssuer.userName = orders-app } => true
        { $.errorCode = %Disabled|State% } => true
        { $.errorCode = %^State% } => false
        { $.errorCode != %^State% } => true
        { $.errorMessage = %key/[0-9]+ is disabled% } => true
        """)
    void matchesJson(String pattern, String matches) {
        if (matches.equals("refused")) {
            assertThat(errorOf(() -> found(pattern)).errorCode()).isEqualTo("InvalidParameterException");
        } else {
            assertThat(found(pattern)).isEqualTo(Boolean.parseBoolean(matches) ? LINE : "");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
        ERROR => true
        error => false
        ERROR ARGUMENTS => true
        ERROR EXCEPTION => false
        ?ERROR ?EXCEPTION => true
        ?WARN ?EXCEPTION => false
        ?EXCEPTION ERROR => true
        ERROR -EXIT => true
        ERROR -ARGUMENTS => false
        "MISSING ARGUMENTS" => true
        "ARGUMENTS MISSING" => false
        -Decrypt => true
        %ERROR [0-9]{3}% => true
        %ERROR [a-z]+% => false
        -"MISSING ARGUMENTS" => false
        """)
    void matchesPlainTerms(String pattern, boolean matches) {
        assertThat(found(pattern).contains(TEXT)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ $.eventName = }",
                "{ $.eventName }",
                "{ eventName = x }",
                "{ $.eventName = x",
                "{ $.eventName = \"x }",
                "{ ($.eventName = x }",
                "{ $.eventName = x } y",
                "{ $.eventName = x && }",
                "{ $.eventName < x }",
                "{ $.a[x] = 1 }",
                "{ $.a = %(x)% }",
                "{ $.a = %x!% }",
                "{ $.a = %[% }",
                "{ $.a = %1% || $.a = %2% || $.a = %3% }",
                "\"unclosed",
                "[a, b]"
            })
    void refusesWhatItCannotRead(String pattern) {
        assertThat(errorOf(() -> found(pattern)).errorCode()).isEqualTo("InvalidParameterException");
    }

    @Test
    void refusesAPatternThatIsTooLong() {
        assertThat(errorOf(() -> found("x".repeat(1025))).errorMessage()).contains("less than or equal to 1024");
    }

    private String found(String pattern) {
        var texts = logEvents(ACCOUNT, r -> r.logGroupName("lines").filterPattern(pattern)).stream()
                .map(event -> event.message())
                .toList();
        return String.join("\n", texts);
    }
}
