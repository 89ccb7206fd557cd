package dev.keysunset.aws.finders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.aws.Api;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.core.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed of an answer that no class of the SDK models. */
class MembersTest {
    private static final Place PLACE = new Place("111122223333", "us-east-1");

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "\"ok\"", "{\"FileSystems\": null}", "{\"message\": \"hello\"}"})
    void neverTakesAnotherAnswerForAnEmptyList(String answer) throws JsonProcessingException {
        var members = members(answer);
        assertThatThrownBy(() -> members.list("FileSystems"))
                .isInstanceOf(CallFailed.class)
                .hasMessage("there is no FileSystems in the answer");
    }

    @Test
    void readsAListAndATextThatSaysSomething() throws JsonProcessingException {
        var members = members("{\"FileSystems\": [1, 2], \"NextMarker\": \"\", \"Name\": \"a\"}");
        assertThat(members.list("FileSystems")).hasSize(2);
        assertThat(members.text("NextMarker")).isEmpty();
        assertThat(members.text("Other")).isEmpty();
        assertThat(members.text("Name")).contains("a");
    }

    private static Members members(String answer) throws JsonProcessingException {
        return Members.of(Api.DESCRIBE_FILE_SYSTEMS, PLACE, new ObjectMapper().readTree(answer));
    }
}
