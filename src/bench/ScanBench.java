import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures the scan of a large organisation and the questions about it; src/bench/scan.sh says how. */
final class ScanBench {
    private static final int ACCOUNTS = 50;
    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "eu-central-1", "ap-south-1");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final int STRETCH = 10;
    private static final double LONGEST_FACTOR = 1.3;
    private static final int REQUESTS = 200;
    private static final int WARM_UP = 50;
    private static final int MOST_MILLIS = 50;

    private static final List<String> QUESTIONS = List.of(
            "",
            "?sort=IDLENESS&idleFor=90d",
            "?sort=COST",
            "?sort=OWNER",
            "?sort=AGE&olderThan=365d",
            "?account=200000000007&region=eu-west-1",
            "?state=Disabled",
            "?usage=UNREADABLE",
            "?idleFor=90d&account=200000000007&sort=COST",
            "?change=DISABLED&changedBy=OTHERS&changedWithin=7d",
            "?q=ledger",
            "?q=nothing+is+called+so");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Running standIn;
    private final Running service;
    private final double perSecond;

    /** When each place received GetKeyLastUsage, by the second. */
    private final Map<String, NavigableMap<Long, Integer>> received = new HashMap<>();

    private final List<Double> live = new ArrayList<>();
    private final Tail uses = new Tail("action=GetKeyLastUsage");
    private final Tail refusals = new Tail("errorCode=ThrottlingException");
    private int throttled;

    /** Calls as AWS receives them; it keeps only the latest. */
    private final class Tail {
        private final String filter;
        private long seen;

        Tail(String filter) {
            this.filter = filter;
        }

        JsonNode next() throws Exception {
            var answer = get(standIn, "/_standin/calls?since=" + seen + "&" + filter);
            var calls = json.readTree(answer.body()).path("calls");
            seen = calls.isEmpty() ? seen : calls.get(calls.size() - 1).path("seq").asLong();
            return calls;
        }
    }

    private ScanBench(Running standIn, Running service, double perSecond) {
        this.standIn = standIn;
        this.service = service;
        this.perSecond = perSecond;
    }

    public static void main(String[] args) throws Exception {
        var target = Path.of(args[0]);
        var keys = args[1];
        var perSecond = Double.parseDouble(args[2]);
        var folder = Files.createTempDirectory("scan");
        System.err.println("making " + keys + " keys in " + ACCOUNTS * REGIONS.size() + " places");
        try (var standIn = Running.standIn(target.resolve("keysunset-standin.jar"), "-Xmx3g", world(keys));
                var service = Running.service(target, folder, standIn.address(), settings(perSecond))) {
            var bench = new ScanBench(standIn, service, perSecond);
            bench.untilReady();
            bench.scan();
            bench.ask();
        }
    }

    private static List<String> world(String keys) {
        return List.of(
                "--speed",
                "1",
                "--fleet",
                keys,
                "--accounts",
                Integer.toString(ACCOUNTS),
                "--regions",
                String.join(",", REGIONS),
                // Records of our own calls are not what is measured.
                "--set",
                "trail.kept-events=1000",
                "--set",
                "trail.kept-files=1000",
                "--set",
                "logs.kept-events=1000");
    }

    private static Map<String, String> settings(double perSecond) {
        var settings = new LinkedHashMap<String, String>();
        accounts().forEach(id -> {
            var account = "keysunset.aws.accounts." + id + ".";
            settings.put(account + "name", "account " + id.substring(8));
            settings.put(account + "external-id", "keysunset-demo");
            settings.put(account + "regions", String.join(",", REGIONS));
            settings.put(account + "feeds", "logs");
            settings.put(account + "log-group-name", "/aws/cloudtrail/management");
        });
        settings.put("keysunset.aws.rates.last-usage", Double.toString(perSecond));
        settings.put("keysunset.aws.rates.key-reads", "20");
        settings.put("keysunset.inventory.scheduled", "false");
        settings.put("keysunset.last-uses.explained", "false");
        return settings;
    }

    /** As the stand-in numbers them. */
    private static List<String> accounts() {
        var more = IntStream.range(2, ACCOUNTS).mapToObj(i -> "%012d".formatted(200_000_000_000L + i));
        return Stream.concat(Stream.of("111122223333", "444455556666"), more).toList();
    }

    private void scan() throws Exception {
        var begun = json.readTree(post("/api/v1/inventory/scans").body());
        var path = "/api/v1/inventory/scans/" + begun.path("id").asText();
        var scan = begun;
        while (!scan.path("status").asText().equals("FINISHED")) {
            Thread.sleep(LOOK_EVERY);
            scan = json.readTree(get(service, path).body());
            count();
            sample(scan);
        }
        print(scan);
    }

    private void count() throws Exception {
        throttled += refusals.next().size();
        for (var call : uses.next()) {
            var place = call.path("account").asText() + "/" + call.path("region").asText();
            var second = Instant.parse(call.path("time").asText()).getEpochSecond();
            received.computeIfAbsent(place, _ -> new TreeMap<>()).merge(second, 1, Integer::sum);
        }
    }

    /** At each tenth of the keys. */
    private void sample(JsonNode scan) throws IOException {
        var keys = scan.path("progress").path("keys");
        var tenth = 10 * keys.path("read").asInt() / Math.max(1, keys.path("listed").asInt());
        if (tenth > live.size()) {
            live.add(service.liveMegabytes());
            System.err.printf(Locale.ROOT, "%d0%% of the keys are read, %.0f MB are live%n", tenth, live.getLast());
        }
    }

    private void print(JsonNode scan) {
        var keys = scan.path("progress").path("keys");
        var took = Duration.between(
                Instant.parse(scan.path("requestedAt").asText()),
                Instant.parse(scan.path("finishedAt").asText()));
        var calls = received.values().stream().mapToInt(ScanBench::sum).max().orElse(0);
        var allowed = calls / perSecond;
        var factor = took.toMillis() / 1000.0 / allowed;
        System.out.println("| keys | unreadable | places | limit allows | scan took | factor | goal "
                + "| most in 10 s | limit | throttled | live heap, tenth by tenth, MB |");
        System.out.println("|---:|---:|---:|---:|---:|---:|---|---:|---:|---:|---|");
        System.out.printf(
                Locale.ROOT,
                "| %,d | %,d | %d | %.0f s | %.0f s | %.2f | %s | %.1f/s | %.1f/s | %d | %s |%n%n",
                keys.path("read").asInt(),
                keys.path("unreadable").asInt(),
                received.size(),
                allowed,
                took.toMillis() / 1000.0,
                factor,
                factor <= LONGEST_FACTOR ? "met" : "**missed**",
                received.values().stream().mapToDouble(ScanBench::most).max().orElse(0),
                perSecond,
                throttled,
                live.stream().map(megabytes -> String.format(Locale.ROOT, "%.0f", megabytes)).collect(joining(" ")));
    }

    private static int sum(NavigableMap<Long, Integer> bySecond) {
        return bySecond.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A second, over the busiest stretch. */
    private static double most(NavigableMap<Long, Integer> bySecond) {
        return bySecond.keySet().stream()
                .mapToDouble(from -> sum(bySecond.subMap(from, true, from + STRETCH, false)) / (double) STRETCH)
                .max()
                .orElse(0);
    }

    private void ask() throws Exception {
        System.out.println("| GET /api/v1/keys | p50 | p99 | goal |");
        System.out.println("|---|---:|---:|---|");
        for (var question : QUESTIONS) {
            var path = "/api/v1/keys" + question;
            for (var i = 0; i < WARM_UP; i++) {
                get(service, path);
            }
            var nanos = new long[REQUESTS];
            for (var i = 0; i < REQUESTS; i++) {
                var began = System.nanoTime();
                get(service, path);
                nanos[i] = System.nanoTime() - began;
            }
            Arrays.sort(nanos);
            var p99 = millis(nanos, 0.99);
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %.0f ms | %.0f ms | %s |%n",
                    question,
                    millis(nanos, 0.5),
                    p99,
                    p99 < MOST_MILLIS ? "met" : "**missed**");
        }
    }

    private static double millis(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }

    private void untilReady() throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (send(request(service, "/q/health/ready")).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Nobody listens yet.
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The service is not ready within " + PATIENCE);
            }
            Thread.sleep(200);
        }
    }

    private HttpResponse<String> post(String path) throws Exception {
        return sound(request(service, path).POST(BodyPublishers.noBody()));
    }

    private HttpResponse<String> get(Running from, String path) throws Exception {
        return sound(request(from, path));
    }

    private HttpResponse<String> sound(HttpRequest.Builder request) throws Exception {
        var answer = send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.uri() + " is answered with " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(Running to, String path) {
        var word = Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(to.address().resolve(path)).header("Authorization", "Basic " + word);
    }
}
