import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Measures the stand-in; src/bench/standin.sh says how. Requests are signed before the measurement begins, so that the
 * numbers are the stand-in's and the HTTP client's, which share the machine.
 */
final class StandInBench {
    private static final List<Integer> FLEETS = List.of(100, 1_000, 10_000, 100_000);
    private static final List<String> OPERATIONS = List.of("DescribeKey", "GetKeyLastUsage");
    private static final List<Integer> CONCURRENCIES = List.of(1, 8, 32);
    private static final int MANY = 10_000;
    private static final int KEYS_ASKED = 500;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(2);

    /** What one fleet came to; calls per second in the order of operations, then of concurrencies. */
    private record Row(int keys, double startSeconds, double heapMegabytes, List<Double> perSecond) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // as AWS's SDKs call KMS
            .build();
    private final Path jar;

    private StandInBench(Path jar) {
        this.jar = jar;
    }

    public static void main(String[] args) throws Exception {
        var bench = new StandInBench(Path.of(args[0]));
        var rows = new ArrayList<Row>();
        for (var keys : FLEETS) {
            System.err.println("measuring " + keys + " keys");
            rows.add(bench.measure(keys));
        }
        print(rows);
    }

    private Row measure(int keys) throws Exception {
        var begin = System.nanoTime();
        var fleet = List.of("--speed", "0", "--fleet", Integer.toString(keys));
        try (var standIn = Running.standIn(jar, heap(keys), fleet)) {
            var seconds = (System.nanoTime() - begin) / 1e9;
            var heap = standIn.liveMegabytes();
            return new Row(keys, seconds, heap, throughput(standIn.address()));
        }
    }

    /** What the stand-in must do with, and room for the largest fleet. */
    private static String heap(int keys) {
        return keys > MANY ? "-Xmx1g" : "-Xmx300m";
    }

    private List<Double> throughput(URI endpoint) throws Exception {
        liftQuotas(endpoint);
        var keys = keys(endpoint);
        var requests = new LinkedHashMap<String, List<HttpRequest>>();
        for (var operation : OPERATIONS) {
            requests.put(operation, signed(endpoint, operation, keys));
        }
        // All operations first, so that none pays for warming up what all share.
        for (var operation : OPERATIONS) {
            run(requests.get(operation), CONCURRENCIES.getLast(), WARM_UP);
        }
        var results = new ArrayList<Double>();
        for (var operation : OPERATIONS) {
            for (int concurrency : CONCURRENCIES) {
                results.add(run(requests.get(operation), concurrency, MEASURED));
            }
        }
        return results;
    }

    private static List<HttpRequest> signed(URI endpoint, String operation, List<MatchResult> keys)
            throws GeneralSecurityException {
        var requests = new ArrayList<HttpRequest>();
        for (var key : keys) {
            requests.add(signed(endpoint, operation, key));
        }
        return requests;
    }

    private void liftQuotas(URI endpoint) throws Exception {
        var settings = endpoint.resolve("/_standin/settings");
        var known = http.send(HttpRequest.newBuilder(settings).build(), BodyHandlers.ofString())
                .body();
        if (known.contains("\"quota.factor\"")) {
            var none = BodyPublishers.ofString("{\"quota.factor\":\"0\"}");
            http.send(HttpRequest.newBuilder(settings).PUT(none).build(), BodyHandlers.ofString());
        }
    }

    /** Region, account and id of some keys, in groups 1 to 3; the whole match is the ARN. */
    private List<MatchResult> keys(URI endpoint) throws Exception {
        var uri = endpoint.resolve("/_standin/keys?limit=" + KEYS_ASKED);
        var body = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
        return Pattern.compile("(?<=\"keyArn\":\")arn:aws:kms:([^:]+):([^:]+):key/([^\"]+)")
                .matcher(body)
                .results()
                .toList();
    }

    /** Calls per second of so many callers, one call after the other each. */
    private double run(List<HttpRequest> requests, int concurrency, Duration time) throws Exception {
        var end = System.nanoTime() + time.toNanos();
        try (var callers = Executors.newFixedThreadPool(concurrency)) {
            var counts = new ArrayList<Future<Integer>>();
            for (int i = 0; i < concurrency; i++) {
                var first = i * requests.size() / concurrency;
                counts.add(callers.submit(() -> callUntil(end, requests, first)));
            }
            var calls = 0;
            for (var count : counts) {
                calls += count.get();
            }
            return calls / (time.toNanos() / 1e9);
        }
    }

    private int callUntil(long end, List<HttpRequest> requests, int first) throws Exception {
        var calls = 0;
        for (; System.nanoTime() < end; calls++) {
            var answer = http.send(requests.get((first + calls) % requests.size()), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The stand-in refused: " + answer.body());
            }
        }
        return calls;
    }

    /** AWS Signature Version 4, for twelve digits as access key: the administrator of that account. */
    private static HttpRequest signed(URI endpoint, String operation, MatchResult key) throws GeneralSecurityException {
        var time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        var date = time.substring(0, 8);
        var body = "{\"KeyId\":\"" + key.group() + "\"}";
        var target = "TrentService." + operation;
        var canonical = String.join(
                "\n",
                "POST",
                "/",
                "",
                "content-type:application/x-amz-json-1.1",
                "host:" + endpoint.getAuthority(),
                "x-amz-date:" + time,
                "x-amz-target:" + target,
                "",
                "content-type;host;x-amz-date;x-amz-target",
                sha256(body));
        var scope = date + "/" + key.group(1) + "/kms/aws4_request";
        var toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical);
        var secret = "AWS4standin".getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/")) {
            secret = hmac(secret, part);
        }
        var authorization = "AWS4-HMAC-SHA256 Credential=" + key.group(2) + "/" + scope
                + ", SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature="
                + HexFormat.of().formatHex(hmac(secret, toSign));
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Date", time)
                .header("X-Amz-Target", target)
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(body))
                .build();
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

    private static void print(List<Row> rows) {
        var header = new StringBuilder("| keys | start, s | heap after GC, MB |");
        OPERATIONS.forEach(operation ->
                CONCURRENCIES.forEach(callers -> header.append(" %s/s ×%d |".formatted(operation, callers))));
        System.out.println(header + " DescribeKey : GetKeyLastUsage |");
        System.out.println("|---:" + "|---:".repeat(3 + OPERATIONS.size() * CONCURRENCIES.size()) + "|");
        for (var row : rows) {
            System.out.println(line("%,d".formatted(row.keys()), row));
        }
        var small = rows.getFirst();
        var large = rows.getLast();
        var slower = new StringBuilder("| %,d : %,d | | |".formatted(small.keys(), large.keys()));
        for (int i = 0; i < small.perSecond().size(); i++) {
            slower.append(number(
                    " %.2f |", small.perSecond().get(i) / large.perSecond().get(i)));
        }
        System.out.println(slower + " |");
    }

    private static String line(String name, Row row) {
        var line = new StringBuilder(
                "| " + name + number(" | %.1f", row.startSeconds()) + number(" | %.0f |", row.heapMegabytes()));
        row.perSecond().forEach(calls -> line.append(number(" %,.0f |", calls)));
        var half = CONCURRENCIES.size();
        var ratio = row.perSecond().get(half - 1) / row.perSecond().get(2 * half - 1);
        return line + number(" %.2f |", ratio);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
