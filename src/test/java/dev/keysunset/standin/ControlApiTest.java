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
              'principal':'arn:aws:iam::111122223333:role/app','daily':'03:00'}]}]}\
            """).path("keyArns").path(0).asText();
        var used = post("/use", """
            {'keyArn':'%s','operation':'GenerateMac','principal':'arn:aws:iam::111122223333:user/eve','count':2}\
            """.formatted(arn));
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
    void showsEveryTrailAndSwitchesOne() throws Exception {
        post("/trail", "{'account':'111122223333','region':'us-east-1','logging':false}");
        var trails = get("/trail").path("trails");
        assertThat(trails).hasSizeGreaterThanOrEqualTo(2).anySatisfy(trail -> {
            assertThat(trail.path("TrailARN").asText())
                    .isEqualTo("arn:aws:cloudtrail:us-east-1:111122223333:trail/management");
            assertThat(trail.path("IsLogging").asBoolean()).isFalse();
        });
    }

    @Test
    void readsWhatAFaultHitsWhenAndHow() throws Exception {
        var id = post("/faults", """
            {'kind':'HOLD','service':'kms','action':'DisableKey','account':'111122223333',
              'region':'us-east-1','principal':'user/','times':2,'after':1,'from':'2026-11-02T10:00:00Z',
              'for':'PT1H','chance':0.5,'delay':'PT5M','connection':'cut',
              'destinations':['LOG_GROUP']}\
            """).path("id").asInt();
        var shown = get("/faults").path("faults").path(0);
        assertThat(shown.path("id").asInt()).isEqualTo(id);
        assertThat(shown.path("standing").asText()).isEqualTo("WAITING");
        assertThat(shown.path("principal").asText()).isEqualTo("user/");
        assertThat(shown.path("until").asText()).isEqualTo("2026-11-02T11:00:00Z");
        assertThat(shown.path("delay").asText()).isEqualTo("PT5M");
        post("/clock", "{'advance':'PT2H'}");
        assertThat(get("/faults").path("faults").path(0).path("standing").asText())
                .isEqualTo("OVER");
    }

    @Test
    void letsFaultsHappenByChance() throws Exception {
        post("/faults/weather", """
            {'seed':3,'kinds':['THROTTLE','ERROR_500','RECORD_LATE'],'calls':'STORM','region':'us-east-1',
              'episodes':{'length':'P10D'}}\
            """);
        var standings = 0;
        for (int day = 0; day < 60; day++) {
            post("/clock", "{'advance':'P1D'}");
            standings += get("/faults").path("faults").size();
        }
        assertThat(standings).isPositive();
        assertThat(delete("/faults/weather").path("ended").asBoolean()).isTrue();
        assertThat(get("/faults").path("faults")).isEmpty();
        assertThat(post("/faults/weather", "{}").path("error").asText()).startsWith("seed: ");
        assertThat(post("/faults/weather", "{'seed':1,'kinds':['FIRE']}")
                        .path("error")
                        .asText())
                .startsWith("kinds: one of");
    }

    @Test
    void namesTheFieldThatIsWrong() throws Exception {
        assertThat(errors(
                        post("/faults", "{'kind':'FIRE'}"),
                        post("/use", "{'keyArn':'x'}"),
                        post("/fleet", "{'keys':[{'region':'us-east-1'}]}"),
                        post("/fleet", "{'keys':[{'account':'111122223333','region':'us-east-1','policy':'{}'}]}"),
                        post("/trail", "{'account':'111122223333','region':'us-east-1'}")))
                .satisfiesExactly(
                        kind -> assertThat(kind).startsWith("kind: one of"),
                        keyArn -> assertThat(keyArn).startsWith("keyArn: not the ARN"),
                        account -> assertThat(account).isEqualTo("keys[0].account: is required"),
                        policy -> assertThat(policy).isEqualTo("keys[0].policy: A policy needs a Statement"),
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

    private JsonNode delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
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
