package dev.keysunset.standin.fleet;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.holding.Holding;
import dev.keysunset.standin.holding.Holdings;
import dev.keysunset.standin.key.Alias;
import dev.keysunset.standin.key.Blueprint;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.kms.Kms;
import dev.keysunset.standin.story.Workload;
import dev.keysunset.standin.wire.Outcome;
import java.util.Optional;

/** Makes keys with a past, and keeps the applications that use them running on the domain clock. */
public final class Fleet {
    private static final int DEFAULT_WINDOW = 30;

    private final DomainClock clock;
    private final Kms kms;
    private final Holdings holdings;
    private final Application application;
    private final Past past;

    public Fleet(DomainClock clock, Kms kms, Holdings holdings, Application application, Past past) {
        this.clock = clock;
        this.kms = kms;
        this.holdings = holdings;
        this.application = application;
        this.past = past;
    }

    /** Makes the key of a plan (and its replicas) and starts its applications. */
    public KeyArn createKey(KeyPlan plan) {
        return clock.inOrder(() -> {
            var key = make(plan);
            for (var region : plan.replicaRegions()) {
                var replica = kms.factory()
                        .replicate(
                                key,
                                key.family().orElseThrow(),
                                region,
                                key.blueprint().created());
                dress(replica, plan);
            }
            plan.holdings().forEach(held -> holdings.put(holding(key, plan, held)));
            plan.workloads().forEach(workload -> start(member(key.arn(), workload), workload));
            return key.arn();
        });
    }

    /** As old as its key. */
    private static Holding holding(Key key, KeyPlan plan, HoldingPlan held) {
        return new Holding(
                plan.place(),
                held.type(),
                held.name(),
                held.key(key.arn(), plan.alias()),
                held.status(),
                key.blueprint().created());
    }

    private Key make(KeyPlan plan) {
        var now = clock.now();
        var blueprint = new Blueprint(
                plan.spec(),
                plan.usage(),
                plan.manager(),
                plan.origin(),
                now.minus(plan.age()),
                plan.materialLasts().map(now::plus),
                plan.story());
        var key = plan.isMultiRegion()
                ? kms.factory().createPrimary(plan.place(), blueprint)
                : kms.factory().create(plan.place(), blueprint);
        dress(key, plan);
        past.remember(key, plan);
        return key;
    }

    private void dress(Key key, KeyPlan plan) {
        key.describe(plan.description());
        key.tags().putAll(plan.tags());
        plan.policy().ifPresent(key::replacePolicy);
        if (!plan.alias().isEmpty()) {
            kms.store()
                    .put(new Alias(
                            key.arn().place(),
                            plan.alias(),
                            key.arn().id(),
                            key.blueprint().created()));
        }
        if (plan.state().awaitsDeletion()) {
            key.scheduleDeletion(clock.now(), DEFAULT_WINDOW);
            kms.destruction().plan(key);
        } else if (plan.state() != KeyState.ENABLED) {
            key.become(plan.state());
        }
    }

    /** The member of a family that an application uses. */
    private static KeyArn member(KeyArn primary, Workload workload) {
        return workload.replicaRegion()
                .map(region -> new KeyArn(new Place(primary.account(), region), primary.id()))
                .orElse(primary);
    }

    /** Plans the next run only, so that an application costs one entry of the timeline. */
    private void start(KeyArn key, Workload workload) {
        workload.habit()
                .next(clock.now())
                .ifPresent(at -> clock.at(at, () -> {
                    for (int i = 0; i < workload.effort().calls(); i++) {
                        attempt(key, workload, workload.effort().attempts());
                    }
                    if (kms.store().find(key).isPresent()) {
                        start(key, workload);
                    }
                }));
    }

    private void attempt(KeyArn key, Workload workload, int attempts) {
        var outcome = application.use(key, workload.use());
        if (outcome instanceof Outcome.Failure && attempts > 1) {
            clock.at(clock.now().plus(workload.effort().retryAfter()), () -> attempt(key, workload, attempts - 1));
        }
    }

    /** The ARN behind an alias, for those who know the fleet by name. */
    public Optional<KeyArn> find(Place place, String alias) {
        return clock.inOrder(
                () -> kms.store().alias(place, alias).map(found -> new KeyArn(found.place(), found.targetKeyId())));
    }
}
