package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Event patterns. Amazon EventBridge User Guide, "Comparison operators for use in event patterns". */
class EventPatternTest extends StandInFixture {

    @ParameterizedTest(name = "{0} ~ {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"a":["x"]}                                    | {"a":"x"}                  | true
        {"a":["x"]}                                    | {"a":"X"}                  | false
        {"a":["x","y"]}                                | {"a":"y"}                  | true
        {"a":["x"]}                                    | {"a":["z","x"]}            | true
        {"a":["x"],"b":["y"]}                          | {"a":"x"}                  | false
        {"a":{"b":["x"]}}                              | {"a":{"b":"x"}}            | true
        {"a":{"b":["x"],"c":["y"]}}                    | {"a":[{"b":"x","c":"y"}]}  | true
        {"a":{"b":["x"],"c":["y"]}}                    | {"a":[{"b":"x"},{"c":"y"}]} | false
        {"a":[300]}                                    | {"a":3.0e2}                | true
        {"a":["300"]}                                  | {"a":300}                  | false
        {"a":[true]}                                   | {"a":true}                 | true
        {"a":["true"]}                                 | {"a":true}                 | false
        {"a":[null]}                                   | {"a":null}                 | true
        {"a":[null]}                                   | {}                         | false
        {"a":[""]}                                     | {"a":""}                   | true
        {"a":[""]}                                     | {"a":null}                 | false
        {"a":[{"prefix":"ab"}]}                        | {"a":"abc"}                | true
        {"a":[{"prefix":"ab"}]}                        | {"a":"ABc"}                | false
        {"a":[{"prefix":{"equals-ignore-case":"ab"}}]} | {"a":"ABc"}                | true
        {"a":[{"suffix":".png"}]}                      | {"a":"x.png"}              | true
        {"a":[{"suffix":{"equals-ignore-case":".PNG"}}]} | {"a":"x.png"}            | true
        {"a":[{"equals-ignore-case":"Alice"}]}         | {"a":"aLICE"}              | true
        {"a":[{"wildcard":"dir/*.png"}]}               | {"a":"dir/x/y.png"}        | true
        {"a":[{"wildcard":"dir/*.png"}]}               | {"a":"other/y.png"}        | false
        {"a":[{"wildcard":"a\\\\*b"}]}                 | {"a":"a*b"}                | true
        {"a":[{"wildcard":"a\\\\*b"}]}                 | {"a":"axb"}                | false
        {"a":[{"anything-but":"x"}]}                   | {"a":"y"}                  | true
        {"a":[{"anything-but":"x"}]}                   | {"a":"x"}                  | false
        {"a":[{"anything-but":"x"}]}                   | {}                         | false
        {"a":[{"anything-but":["x","y"]}]}             | {"a":"y"}                  | false
        {"a":[{"anything-but":[1,2]}]}                 | {"a":3}                    | true
        {"a":[{"anything-but":{"prefix":"in"}}]}       | {"a":"init"}               | false
        {"a":[{"anything-but":{"prefix":["in","un"]}}]} | {"a":"until"}             | false
        {"a":[{"anything-but":{"suffix":".png"}}]}     | {"a":"x.gif"}              | true
        {"a":[{"anything-but":{"wildcard":"*/bin/*"}}]} | {"a":"/usr/bin/x"}        | false
        {"a":[{"anything-but":{"equals-ignore-case":["x"]}}]} | {"a":"X"}           | false
        {"a":[{"numeric":["=",5]}]}                    | {"a":5.0}                  | true
        {"a":[{"numeric":[">",0,"<=",5]}]}             | {"a":5}                    | true
        {"a":[{"numeric":[">",0,"<",5]}]}              | {"a":5}                    | false
        {"a":[{"numeric":["<",5]}]}                    | {"a":"1"}                  | false
        {"a":[{"exists":true}]}                        | {"a":null}                 | true
        {"a":[{"exists":true}]}                        | {}                         | false
        {"a":[{"exists":false}]}                       | {}                         | true
        {"a":[{"exists":false}]}                       | {"a":{"b":1}}              | true
        {"a":[{"exists":false},"x"]}                   | {"a":"x"}                  | true
        {"a":[{"cidr":"10.0.0.0/24"}]}                 | {"a":"10.0.0.255"}         | true
        {"a":[{"cidr":"10.0.0.0/24"}]}                 | {"a":"10.0.1.0"}           | false
        {"a":[{"cidr":"2001:db8::/32"}]}               | {"a":"2001:db8::1"}        | true
        {"a":[{"cidr":"10.0.0.0/24"}]}                 | {"a":"s3.amazonaws.com"}   | false
        {"$or":[{"a":["x"]},{"b":["y"]}]}              | {"b":"y"}                  | true
        {"$or":[{"a":["x"]},{"b":["y"]}]}              | {"b":"x"}                  | false
        {"c":["z"],"$or":[{"a":["x"]},{"b":["y"]}]}    | {"b":"y"}                  | false
        """)
    void matchesAsEventBridgeDoes(String pattern, String detail, boolean expected) {
        var event = """
            {"id":"1","account":"1","source":"s","time":"2026-11-02T09:00:00Z","region":"us-east-1",\
            "resources":[],"detail-type":"t","detail":%s}\
            """.formatted(detail);
        var result = clients.eventBridge(ACCOUNT)
                .testEventPattern(
                        r -> r.eventPattern("{\"detail\":" + pattern + "}").event(event));
        assertThat(result.result()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        []                                    | Filter is not an object
        {}                                    | Empty objects are not allowed
        {"a":[]}                              | Empty arrays are not allowed
        {"a":"x"}                             | "a" must be an object or an array
        {"a":[["x"]]}                         | Match value must be String, number, true, false, or null
        {"a":[{"like":"x"}]}                  | Unrecognized match type like
        {"a":[{"prefix":5}]}                  | prefix match pattern must be a string
        {"a":[{"prefix":"a","suffix":"b"}]}   | Only one key allowed in match expression
        {"a":[{"exists":"true"}]}             | exists match pattern must be either true or false.
        {"a":[{"numeric":["~",5]}]}           | Unrecognized numeric range operator: ~
        {"a":[{"numeric":[">","5"]}]}         | Value of > must be numeric
        {"a":[{"numeric":[">",5,"<",1]}]}     | Bottom must be less than top
        {"a":[{"anything-but":["x",1]}]}      | Inside anything but list, either all values are number or string, mixed type is not supported
        {"a":[{"anything-but":{"cidr":"x"}}]} | Unsupported anything-but pattern: cidr
        {"a":[{"wildcard":"a**b"}]}           | Consecutive wildcard characters at pos 1
        {"$or":[{"a":["x"]}]}                 | There must have at least 2 Objects in $or relationship.
        """)
    void saysWhatIsWrongWithAPattern(String pattern, String reason) {
        var error = errorOf(
                () -> clients.eventBridge(ACCOUNT).putRule(r -> r.name("rule").eventPattern(pattern)));
        assertThat(error.errorCode()).isEqualTo("InvalidEventPatternException");
        assertThat(error.errorMessage())
                .startsWith("Event pattern is not valid. Reason: " + reason + " at [Source: (String)\"" + pattern
                        + "\"; line: 1, column: ");
    }

    @Test
    void refusesPatternsThatAreTooLong() {
        var pattern = "{\"detail\":{\"a\":[\"" + "x".repeat(2_048) + "\"]}}";
        assertThat(errorOf(() -> clients.eventBridge(ACCOUNT)
                                .putRule(r -> r.name("rule").eventPattern(pattern)))
                        .errorCode())
                .isEqualTo("LimitExceededException");
    }
}
