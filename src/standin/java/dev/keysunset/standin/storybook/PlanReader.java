package dev.keysunset.standin.storybook;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Reads a key as {@code POST /_standin/fleet} and the stories describe it: {@code {account, region, alias?,
 * description?, story?, keySpec?, keyUsage?, age?, lastUsedAgo?, keyState?, policy?, tags?, awsManaged?, multiRegion?,
 * replicaRegions?, materialLasts?, workloads?, holdings?}}, durations in ISO 8601. {@code lastUsedAgo: habit} is the last run that
 * the habit of the first workload would have had.
 */
public final class PlanReader {
    private static final Set<String> MEMBERS = Set.of(
            "account",
            "region",
            "alias",
            "description",
            "story",
            "keySpec",
            "keyUsage",
            "age",
            "lastUsedAgo",
            "keyState",
            "policy",
            "tags",
            "awsManaged",
            "multiRegion",
            "replicaRegions",
            "materialLasts",
            "workloads",
            "holdings");

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

    private final Instant now;
    private final WorkloadReader workloads;

    /**
     * A reader of keys that are made now.
     *
     * @param random for habits that nobody can foretell
     */
    public PlanReader(Instant now, RandomGenerator random) {
        this.now = now;
        this.workloads = new WorkloadReader(now, random);
    }

    public KeyPlan read(Field key) {
        key.knows(MEMBERS);
        var place = place(key);
        var plan = KeyPlan.in(place, key.maybe("alias").map(Field::text).orElse(""));
        key.maybe("description").map(Field::text).ifPresent(plan::described);
        key.maybe("story").map(Field::text).ifPresent(plan::story);
        key.maybe("keySpec").map(field -> field.constant(KeySpec.class)).ifPresent(plan::spec);
        key.maybe("keyUsage").map(field -> field.constant(KeyUsage.class)).ifPresent(plan::usage);
        key.maybe("keyState").map(field -> field.constant(KeyState.class)).ifPresent(plan::state);
        key.maybe("age").map(Field::duration).ifPresent(plan::aged);
        key.maybe("materialLasts").map(Field::duration).ifPresent(plan::importedFor);
        key.maybe("policy").map(field -> PolicyReader.read(field, place)).ifPresent(plan::policy);
        key.at("tags").texts().forEach(plan::tag);
        if (key.maybe("awsManaged").map(Field::flag).orElse(false)) {
            plan.managedByAws();
        }
        var regions = key.at("replicaRegions").items().stream().map(Field::text).toList();
        if (key.maybe("multiRegion").map(Field::flag).orElse(!regions.isEmpty())) {
            plan.multiRegion(regions);
        }
        use(key, plan);
        key.at("holdings").items().stream().map(HoldingReader::read).forEach(plan::holding);
        return plan;
    }

    private void use(Field key, KeyPlan plan) {
        var read = new ArrayList<Workload>();
        key.at("workloads").items().stream().map(workloads::read).forEach(read::add);
        read.forEach(plan::workload);
        key.maybe("lastUsedAgo").map(field -> lastUsedAgo(field, read)).ifPresent(plan::lastUsed);
    }

    private Duration lastUsedAgo(Field field, List<Workload> read) {
        if (!field.text().equals("habit")) {
            return field.duration();
        }
        return read.stream()
                .findFirst()
                .flatMap(workload -> workload.habit().previous(now))
                .map(previous -> Duration.between(previous, now))
                .orElseThrow(() -> field.wrong("habit needs a first workload that ran before"));
    }

    private static Place place(Field key) {
        var account = key.required("account");
        if (!ACCOUNT.matcher(account.text()).matches()) {
            throw account.wrong("twelve digits, not " + account.text());
        }
        var region = key.required("region");
        if (!REGION.matcher(region.text()).matches()) {
            throw region.wrong("a Region such as eu-west-1, not " + region.text());
        }
        return new Place(account.text(), region.text());
    }
}
