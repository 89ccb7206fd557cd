package dev.keysunset.retirement.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.keysunset.core.Policy;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.StoredJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** The policies, every version that a retirement may have pinned. */
@ApplicationScoped
public class Policies implements PanacheRepositoryBase<PolicyRow, PolicyRow.Key> {
    private static final String ADD = """
            insert into policy (name, version, rules, since) values (:name, :version, cast(:rules as jsonb), :since)
            on conflict do nothing
            """;

    private final Clocks clocks;
    private final PolicySettings settings;

    Policies(Clocks clocks, PolicySettings settings) {
        this.clocks = clocks;
        this.settings = settings;
    }

    /** As they are configured now, in the versions that a submission made now would pin. */
    @Transactional
    public List<Policy> offered() {
        return settings.names().stream().flatMap(name -> latest(name).stream()).toList();
    }

    /** The policy of that name, or the default one; empty when no such policy is configured. */
    @Transactional
    public Optional<Policy> offered(Optional<String> name) {
        var asked = name.orElse(settings.defaultPolicy());
        return settings.names().contains(asked) ? latest(asked) : Optional.empty();
    }

    public Policy pinned(Policy.Name name) {
        var row = findByIdOptional(new PolicyRow.Key(name.name(), name.version()))
                .orElseThrow(() -> new IllegalStateException("a retirement pins a policy that is not stored: " + name));
        return policy(row);
    }

    /** A new version wherever the configured rules differ from the latest. */
    @Transactional
    public void keep() {
        for (var name : settings.names()) {
            var rules = settings.rules(name);
            var latest = latest(name);
            if (latest.map(policy -> !policy.equals(rules.named(policy.name()))).orElse(true)) {
                add(
                        new Policy.Name(
                                name,
                                latest.map(policy -> policy.name().version()).orElse(0) + 1),
                        rules);
            }
        }
    }

    /** Another replica that starts at the same time adds the same version; one of the two does nothing. */
    private void add(Policy.Name name, PolicyRules rules) {
        getEntityManager()
                .createNativeQuery(ADD)
                .setParameter("name", name.name())
                .setParameter("version", name.version())
                .setParameter("rules", StoredJson.of(rules))
                .setParameter("since", clocks.domain().now())
                .executeUpdate();
    }

    private Optional<Policy> latest(String name) {
        return find("name = ?1 order by version desc", name)
                .firstResultOptional()
                .map(Policies::policy);
    }

    private static Policy policy(PolicyRow row) {
        return StoredJson.read(row.rules, new TypeReference<PolicyRules>() {})
                .named(new Policy.Name(row.name, row.version));
    }
}
