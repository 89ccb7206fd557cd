import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Measures the console's pages over a large estate; src/bench/pages.sh says how. */
final class PagesBench {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WARM_UP = 60;
    private static final int MOST_MILLIS = 100;
    private static final int MOST_KILOBYTES = 150;

    /** What every page loads besides. */
    private static final List<String> ASSETS = List.of(
            "/assets/keysunset.css", "/assets/keysunset.js", "/assets/keysunset.svg", "/webjars/htmx.org/dist/htmx.min.js");

    private static final Pattern SERVICE_TIME = Pattern.compile("app;dur=([0-9.]+)");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;

    private PagesBench(URI service) {
        this.service = service;
    }

    public static void main(String[] args) throws Exception {
        var target = Path.of(args[0]);
        var folder = Files.createTempDirectory("pages");
        // Nothing is due: whatever would be done besides is not what is measured.
        var still = Map.of("quarkus.scheduler.enabled", "false");
        try (var standIn = Running.standIn(target.resolve("keysunset-standin.jar"), "-Xmx256m", List.of("--speed", "1"));
                var service = Running.service(target, folder, standIn.address(), still)) {
            new PagesBench(service.address())
                    .measure(folder, Files.readString(Path.of(args[1])), Integer.parseInt(args[2]));
        }
    }

    private void measure(Path folder, String estate, int requests) throws Exception {
        untilReady();
        try (var database = DriverManager.getConnection(jdbcUrl(folder), "postgres", "postgres");
                var statement = database.createStatement()) {
            System.err.println("loading keys and retirements");
            statement.execute(estate);
            // As autovacuum leaves tables behind: a statement of its own, because it runs in no transaction.
            statement.execute("vacuum analyze");
            // Nor is it still writing down what was loaded.
            statement.execute("checkpoint");
            var assets = 0;
            for (var asset : ASSETS) {
                assets += get(asset).body().length;
            }
            var pages = pages(database);
            System.err.println("warming up");
            for (var path : pages.values()) {
                for (var i = 0; i < WARM_UP; i++) {
                    get(path);
                }
            }
            System.out.println("| page | service p50 | service p99 | client p50 | client p99 | weight | goal |");
            System.out.println("|---|---:|---:|---:|---:|---:|---|");
            for (var page : pages.entrySet()) {
                System.out.println(row(page.getKey(), page.getValue(), requests, assets));
            }
        }
    }

    private static Map<String, String> pages(Connection database) throws Exception {
        var pages = new LinkedHashMap<String, String>();
        pages.put("Overview", "/");
        pages.put("Retirements", "/retirements");
        pages.put("Retirements, found by part of a name", "/retirements?q=key-9999");
        pages.put("Retirements in one state", "/retirements?state=DELETED");
        pages.put("Retirements that wait for a person", "/retirements?attention=APPROVAL");
        pages.put("Retirements that are watched", "/retirements?state=OBSERVING");
        pages.put("Retirement, deleted", "/retirements/" + one(database, "id", "state = 'DELETED'"));
        pages.put("Retirement, observed", "/retirements/" + one(database, "id", "state = 'OBSERVING'"));
        pages.put("Approvals", "/approvals");
        pages.put("Approvals, all", "/approvals?all=true");
        pages.put("DELETE gate", "/approvals/" + one(database, "id", "state = 'AWAITING_DELETION_APPROVAL'"));
        pages.put("Rollbacks", "/rollbacks");
        pages.put("Rollbacks, all", "/rollbacks?all=true");
        pages.put("Rollback", "/rollbacks/" + one(database, "select id::text from rollback_event limit 1"));
        pages.put("Notifications", "/notifications");
        pages.put("Notifications, all", "/notifications?all=true");
        pages.put("Inventory", "/keys");
        pages.put("Inventory, found by part of a name", "/keys?q=key-99999");
        pages.put("Inventory, idle for longest", "/keys?sort=IDLENESS&idleFor=90d");
        pages.put("Inventory, dearest of an owner", "/keys?sort=COST&owner=team-7");
        pages.put("Key", one(database, "select concat_ws('/', '/keys', account_id, region, key_id) from inventory_key"
                + " where key_arn = (select key_arn from retirement_member limit 1)"));
        pages.put("Hand a key in", "/submit");
        pages.put("Savings", "/savings");
        pages.put("Feeds", "/feeds");
        pages.put("History", "/history");
        pages.put("History, a word that hardly any line has", "/history?q=retirement+4711+");
        pages.put("History of one person", "/history?actor=olga");
        pages.put("Is this planned?", "/planned?keyArn=" + one(database, "select key_arn from retirement_member limit 1"));
        pages.put("Settings", "/settings");
        pages.put("Stop", "/stop");
        return pages;
    }

    private static String one(Connection database, String column, String where) throws Exception {
        return one(database, "select " + column + "::text from retirement where " + where + " order by submitted_at limit 1");
    }

    private static String one(Connection database, String query) throws Exception {
        try (var statement = database.createStatement();
                var found = statement.executeQuery(query)) {
            if (!found.next()) {
                throw new IllegalStateException("There is none: " + query);
            }
            return found.getString(1);
        }
    }

    private String row(String name, String path, int requests, int assets) throws Exception {
        var weight = get(path).body().length + assets;
        var service = new double[requests];
        var client = new double[requests];
        for (var i = 0; i < requests; i++) {
            var began = System.nanoTime();
            service[i] = serviceMillis(get(path));
            client[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(service);
        Arrays.sort(client);
        var met = percentile(service, 0.99) < MOST_MILLIS && weight < MOST_KILOBYTES * 1024;
        return String.format(
                Locale.ROOT,
                "| %s | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %d KB | %s |",
                name,
                percentile(service, 0.5),
                percentile(service, 0.99),
                percentile(client, 0.5),
                percentile(client, 0.99),
                weight / 1024,
                met ? "met" : "**missed**");
    }

    private static double percentile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** As the service says itself in every answer. */
    private static double serviceMillis(HttpResponse<byte[]> answer) {
        var timing = SERVICE_TIME.matcher(answer.headers().firstValue("Server-Timing").orElse(""));
        if (!timing.matches()) {
            throw new IllegalStateException(answer.uri() + " does not say how long it took");
        }
        return Double.parseDouble(timing.group(1));
    }

    /** As it comes: compressed. */
    private HttpResponse<byte[]> get(String path) throws Exception {
        var word = Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(service.resolve(path))
                .header("Authorization", "Basic " + word)
                .header("Accept", "text/html")
                .header("Accept-Encoding", "gzip");
        var answer = http.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " is answered with " + answer.statusCode());
        }
        return answer;
    }

    private void untilReady() throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                get("/stop");
                return;
            } catch (IOException e) {
                // Nobody listens yet.
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    /** PostgreSQL writes down where it listens: the fourth line of its file is the port. */
    private static String jdbcUrl(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var file = files.filter(path -> path.endsWith("postmaster.pid")).findFirst().orElseThrow();
            return "jdbc:postgresql://127.0.0.1:" + Files.readAllLines(file).get(3) + "/postgres";
        }
    }
}
