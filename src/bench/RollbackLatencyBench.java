import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Measures how fast a rollback begins; src/bench/rollback-latency.sh says how. The stand-in's clock runs as ours does, and its log
 * of calls tells both moments: when the record was put in, and when EnableKey came.
 */
final class RollbackLatencyBench {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "us-east-1";
    private static final List<String> ACCOUNTS = List.of(ACCOUNT, "444455556666");
    private static final List<String> REGIONS = List.of(REGION, "eu-west-1");
    private static final String GROUP = "/aws/cloudtrail/management";
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Random chance = new Random(1);
    private final URI aws;
    private final URI service;

    /** One way by which a record comes to the service. */
    private record Way(String name, String putBy, String goal, List<String> keys) {}

    private RollbackLatencyBench(URI aws, URI service) {
        this.aws = aws;
        this.service = service;
    }

    public static void main(String[] args) throws Exception {
        var target = Path.of(args[0]);
        var count = Integer.parseInt(args[1]);
        var folder = Files.createTempDirectory("rollback-latency");
        try (var standIn = Running.standIn(target.resolve("keysunset-standin.jar"), "-Xmx512m", standInArguments());
                var service = Running.service(target, folder, standIn.address(), settings())) {
            new RollbackLatencyBench(standIn.address(), service.address()).measure(count);
        }
    }

    private void measure(int count) throws Exception {
        System.err.println("disabling " + 2 * count + " keys");
        until("the service is ready", () -> get(service, "/q/health/ready").statusCode() == 200);
        var keys = idleKeys(2 * count);
        for (var key : keys) {
            retire(key);
        }
        until("all are watched", () -> watched() == keys.size());
        var ways = List.of(
                new Way("queue", "SendMessage", "p99 < 1 s", keys.subList(0, count)),
                new Way(
                        "logs, read every " + POLL_INTERVAL.toSeconds() + " s",
                        "PutLogEvents",
                        "< " + POLL_INTERVAL.plusSeconds(1).toSeconds() + " s",
                        keys.subList(count, 2 * count)));
        signed("logs", "CreateLogStream", "{\"logGroupName\":\"" + GROUP + "\",\"logStreamName\":\"bench\"}");
        System.out.println("| record lies in | rollbacks | p50 | p90 | p99 | longest | goal |");
        System.out.println("|---|---:|---:|---:|---:|---:|---|");
        for (var way : ways) {
            System.err.println("needing " + count + " keys, told by " + way.name());
            System.out.println(row(way, latencies(way)));
        }
    }

    /** One after the other, at moments that the service cannot know. */
    private List<Duration> latencies(Way way) throws Exception {
        var firstCall = calls(way.putBy()).size();
        for (var key : way.keys()) {
            put(way, key);
            Thread.sleep(100 + chance.nextInt(400));
        }
        until("all are enabled", () -> enabled().keySet().containsAll(way.keys()));
        var put = calls(way.putBy());
        var enabled = enabled();
        var latencies = new ArrayList<Duration>();
        for (int i = 0; i < way.keys().size(); i++) {
            latencies.add(Duration.between(time(put.get(firstCall + i)), enabled.get(way.keys().get(i))));
        }
        Collections.sort(latencies);
        return latencies;
    }

    private static String row(Way way, List<Duration> latencies) {
        return "| " + way.name() + " | " + latencies.size() + " | " + at(latencies, 0.5) + " | " + at(latencies, 0.9) + " | "
                + at(latencies, 0.99) + " | " + at(latencies, 1) + " | " + way.goal() + " |";
    }

    private static String at(List<Duration> sorted, double share) {
        var index = (int) Math.ceil(share * sorted.size()) - 1;
        return String.format(Locale.ROOT, "%,d ms", sorted.get(Math.max(0, index)).toMillis());
    }

    private void put(Way way, String key) throws Exception {
        var now = Instant.now();
        if (way.putBy().equals("SendMessage")) {
            var event = "{\"version\":\"0\",\"id\":\"b\",\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.kms\","
                    + "\"account\":\"" + ACCOUNT + "\",\"region\":\"" + REGION + "\",\"resources\":[],\"detail\":"
                    + record(key, now) + "}";
            signed("sqs", "SendMessage", "{\"QueueUrl\":\"" + queueUrl() + "\",\"MessageBody\":" + text(event) + "}");
        } else {
            signed(
                    "logs",
                    "PutLogEvents",
                    "{\"logGroupName\":\"" + GROUP + "\",\"logStreamName\":\"bench\",\"logEvents\":[{\"timestamp\":"
                            + now.toEpochMilli() + ",\"message\":" + text(record(key, now)) + "}]}");
        }
    }

    /** Of a Decrypt that failed because the key is disabled. */
    private static String record(String key, Instant now) {
        return """
            {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDA","accountId":"%2$s",\
            "arn":"arn:aws:iam::%2$s:user/payroll"},"eventTime":"%3$s","eventSource":"kms.amazonaws.com",\
            "eventName":"Decrypt","awsRegion":"%4$s","errorCode":"DisabledException","errorMessage":"%1$s is disabled.",\
            "requestParameters":null,"responseElements":null,"requestID":"r %1$s","eventID":"e %1$s","readOnly":true,\
            "eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"%2$s"}\
            """.formatted(key, ACCOUNT, now.truncatedTo(ChronoUnit.SECONDS), REGION);
    }

    private List<String> idleKeys(int count) throws Exception {
        var key = "{\"account\":\"" + ACCOUNT + "\",\"region\":\"" + REGION + "\",\"age\":\"P400D\",\"lastUsedAgo\":\"P120D\"}";
        var body = "{\"keys\":[" + String.join(",", Collections.nCopies(count, key)) + "]}";
        return all("arn:aws:kms:[^\"]+", post(aws, "/_standin/fleet", body, Map.of()).body());
    }

    private void retire(String key) throws Exception {
        var answer = post(
                service,
                "/api/v1/retirements",
                "{\"keyArn\":\"" + key + "\",\"reason\":\"a measurement\"}",
                as("submitter"));
        var path = "/api/v1/retirements/" + all("(?<=\"id\":\")[0-9a-f-]{36}", answer.body()).getFirst();
        until("the approval of " + key, () -> {
            var headers = new HashMap<>(as("approver"));
            get(service, path, as("viewer")).headers().firstValue("ETag").ifPresent(etag -> headers.put("If-Match", etag));
            var word = "{\"gate\":\"DISABLE\",\"decision\":\"APPROVE\",\"comment\":\"a measurement\"}";
            return post(service, path + "/approvals", word, headers).statusCode() == 201;
        });
    }

    private int watched() throws Exception {
        var stats = get(service, "/api/v1/stats", as("viewer")).body();
        return all("(?<=\"OBSERVING\":)\\d+", stats).stream().mapToInt(Integer::parseInt).sum();
    }

    private Map<String, Instant> enabled() throws Exception {
        var enabled = new LinkedHashMap<String, Instant>();
        for (var call : calls("EnableKey")) {
            all("(?<=\"keyArn\":\")[^\"]+", call).forEach(key -> enabled.putIfAbsent(key, time(call)));
        }
        return enabled;
    }

    private List<String> calls(String action) throws Exception {
        return all("\\{[^{}]*\"action\":\"" + action + "\"[^{}]*}", get(aws, "/_standin/calls?action=" + action).body());
    }

    private static Instant time(String call) {
        return Instant.parse(all("(?<=\"time\":\")[^\"]+", call).getFirst());
    }

    private String queueUrl() {
        return aws + "/" + ACCOUNT + "/keysunset";
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(String what, Condition condition) throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException e) {
                // Nobody listens yet.
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Not within " + PATIENCE + ": " + what);
            }
            Thread.sleep(50);
        }
    }

    private HttpResponse<String> get(URI base, String path) throws Exception {
        return get(base, path, Map.of());
    }

    private HttpResponse<String> get(URI base, String path, Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(base.resolve(path));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI base, String path, String body, Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.ofString(body));
        request.header("Content-Type", "application/json");
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static Map<String, String> as(String person) {
        var word = Base64.getEncoder().encodeToString((person + ":" + person).getBytes(StandardCharsets.UTF_8));
        return Map.of("Authorization", "Basic " + word);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group()).toList();
    }

    private static String text(String json) {
        return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static List<String> standInArguments() throws IOException {
        var fleet = Files.createTempFile("fleet", ".yaml");
        Files.writeString(fleet, fleet());
        return List.of(
                "--speed",
                "1",
                "--fleet",
                fleet.toString(),
                "--set",
                "quota.factor=0",
                "--set",
                "kms.longest-settling=PT0S",
                "--set",
                "kms.stale-read-chance=0");
    }

    /** No keys yet, and queues in every place of the demo's accounts. */
    private static String fleet() {
        var places = new StringBuilder("places:\n");
        var names = new ArrayList<String>();
        for (var account : ACCOUNTS) {
            for (var region : REGIONS) {
                names.add("p" + names.size());
                places.append("  %s: {account: \"%s\", region: %s}%n".formatted(names.getLast(), account, region));
            }
        }
        return places + "rules:\n  - {in: " + names + ", name: keysunset, state: DISABLED, queue: keysunset, "
                + "deadLetters: keysunset-dead-letters, pattern: {source: [none]}}\nkeys:\n"
                + "  - {in: p0, story: never-used, name: nobody, description: There must be one, age: 9}\n";
    }

    private static Map<String, String> settings() {
        return Map.of(
                "keysunset.retirement.caps.max-disabled", "100000",
                "keysunset.retirement.caps.max-disabled-per-account", "100000",
                "keysunset.retirement.caps.max-rollbacks-per-hour", "100000",
                "keysunset.inventory.scan-every", "PT24H",
                "keysunset.tempo.settling", "PT1S",
                "keysunset.tempo.listening.lag", "PT15M",
                "keysunset.tempo.listening.poll-interval", POLL_INTERVAL.toString(),
                "keysunset.tempo.pace.retry-after", "PT5S");
    }

    /** A call to the stand-in, by AWS Signature Version 4, as the account's administrator. */
    private void signed(String service, String operation, String body) throws Exception {
        var target = (service.equals("sqs") ? "AmazonSQS." : "Logs_20140328.") + operation;
        var type = "application/x-amz-json-" + (service.equals("sqs") ? "1.0" : "1.1");
        var time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        var canonical = String.join(
                "\n",
                "POST",
                "/",
                "",
                "content-type:" + type,
                "host:" + aws.getAuthority(),
                "x-amz-date:" + time,
                "x-amz-target:" + target,
                "",
                "content-type;host;x-amz-date;x-amz-target",
                sha256(body));
        var scope = time.substring(0, 8) + "/" + REGION + "/" + service + "/aws4_request";
        var secret = "AWS4standin".getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/")) {
            secret = hmac(secret, part);
        }
        var toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical);
        var request = HttpRequest.newBuilder(aws)
                .header("Content-Type", type)
                .header("X-Amz-Date", time)
                .header("X-Amz-Target", target)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + ACCOUNT + "/" + scope
                                + ", SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature="
                                + HexFormat.of().formatHex(hmac(secret, toSign)))
                .POST(BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(operation + " was refused: " + answer.body());
        }
    }

    private static byte[] hmac(byte[] secret, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
