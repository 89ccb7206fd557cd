package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The control API as a person with curl sees it. */
class ControlApiTest extends StandInFixture {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void movesTheClock() throws Exception {
        assertThat(post("/clock", "{'advance':'P1D'}").path("now").asText()).isEqualTo("2026-11-03T09:00:00Z");
        assertThat(post("/clock", "{'rate':28800}").path("rate").asInt()).isEqualTo(28800);
        assertThat(post("/clock", "{'advance':'tomorrow'}").path("error").asText())
                .isEqualTo("advance: not an ISO 8601 duration such as P1D: tomorrow");
        assertThat(post("/clock", "{'advance':'-P1D'}").path("error").asText()).contains("only moves forward");
    }

    @Test
    void makesKeysAndUsesThem() throws Exception {
        var arn = post("/fleet", """
                        {'keys':[{'account':'111122223333','region':'eu-west-1','alias':'alias/app','age':'P90D',
                          'keySpec':'HMAC_256','tags':{'owner':'me'},'workloads':[{'operation':'GenerateMac',
                          'principal':'arn:aws:iam::111122223333:role/app','daily':'03:00'}]}]}""").path("keyArns").path(0).asText();
        var used = post("/use", """
                {'keyArn':'%s','operation':'GenerateMac','principal':'arn:aws:iam::111122223333:user/eve','count':2}""".formatted(arn));
        assertThat(used.path("results"))
                .hasSize(2)
                .allMatch(result -> result.path("status").asInt() == 200);
        post("/clock", "{'advance':'P2D'}");
        var key = get("/keys").path("keys").path(0);
        assertThat(key.path("keyArn").asText()).isEqualTo(arn);
        assertThat(key.path("lastUsed").asText()).isEqualTo("2026-11-04T03:00:00Z");
        var calls = get("/calls?since=1&keyArn=" + arn).path("calls");
        assertThat(calls).hasSize(3);
        assertThat(calls.path(0).path("principal").asText()).isEqualTo("arn:aws:iam::111122223333:user/eve");
        assertThat(calls.path(0).path("action").asText()).isEqualTo("GenerateMac");
    }

    @Test
    void showsAndEndsFaults() throws Exception {
        var id = post("/faults", "{'kind':'THROTTLE','action':'DescribeKey','times':1}")
                .path("id")
                .asInt();
        var key = key().toString();
        errorOf(() -> clients.kms(ACCOUNT).describeKey(r -> r.keyId(key)));
        assertThat(get("/faults").path("faults").path(0).path("hits").asInt()).isEqualTo(1);
        assertThat(post("/faults/" + id + "/release", "").path("released").asInt())
                .isZero();
        assertThat(get("/faults").path("faults")).isEmpty();
    }

    @Test
    void namesTheFieldThatIsWrong() throws Exception {
        assertThat(errors(
                        post("/faults", "{'kind':'FIRE'}"),
                        post("/use", "{'keyArn':'x'}"),
                        post("/fleet", "{'keys':[{'region':'us-east-1'}]}"),
                        post("/trail", "{'account':'111122223333','region':'us-east-1'}")))
                .satisfiesExactly(
                        kind -> assertThat(kind).startsWith("kind: one of"),
                        keyArn -> assertThat(keyArn).startsWith("keyArn: not the ARN"),
                        account -> assertThat(account).isEqualTo("account: is required"),
                        logging -> assertThat(logging).startsWith("logging: "));
    }

    private static List<String> errors(JsonNode... answers) {
        return List.of(answers).stream()
                .map(answer -> answer.path("error").asText())
                .toList();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(standIn.endpoint().resolve("/_standin" + path));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return MAPPER.readTree(
                http.send(request.build(), BodyHandlers.ofString()).body());
    }
}
