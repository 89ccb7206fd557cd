package dev.keysunset.inventory.candidates;

import dev.keysunset.access.Role;
import dev.keysunset.inventory.candidates.Candidates.Candidate;
import dev.keysunset.inventory.candidates.Candidates.Filter;
import dev.keysunset.inventory.candidates.Candidates.State;
import dev.keysunset.web.Page;
import dev.keysunset.web.Position;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What the rules propose. */
@Path("/api/v1/candidates")
@RunOnVirtualThread
@Tag(name = "inventory")
public class CandidatesResource {
    private final Candidates candidates;
    private final CandidateRules rules;

    CandidatesResource(Candidates candidates, CandidateRules rules) {
        this.candidates = candidates;
        this.rules = rules;
    }

    /** The query of the list. */
    public record Asked(
            @RestQuery Optional<String> state,
            @RestQuery Optional<String> rule,
            @RestQuery Optional<String> owner,
            @RestQuery Optional<String> cursor,
            @RestQuery Optional<String> limit) {
        Filter filter() {
            return new Filter(
                    new Query("state", state).oneOf(State.class).orElse(State.PROPOSED),
                    new Query("rule", rule).text(),
                    new Query("owner", owner).text());
        }
    }

    /**
     * A rule as configured.
     *
     * @param submits without it the rule only proposes
     */
    public record RuleDocument(
            String name, Duration idleFor, boolean submits, Duration notice, Optional<String> policy, Except except) {
        /** Keys with any such alias or tag are never proposed. */
        public record Except(List<String> aliases, List<String> tags) {}

        static RuleDocument of(CandidateRule rule) {
            return new RuleDocument(
                    rule.name(),
                    rule.idleFor(),
                    rule.terms().submit(),
                    rule.terms().notice(),
                    rule.terms().policy(),
                    new Except(
                            rule.exceptions().aliases().stream()
                                    .map(NamePattern::text)
                                    .toList(),
                            rule.exceptions().tags()));
        }
    }

    /** Few enough to need no pages. */
    public record RuleList(List<RuleDocument> items) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listCandidates",
            summary = "Keys that a rule proposes for retirement, longest proposed first",
            description =
                    "state=PROPOSED is the standard. A rule that submits hands a key in at submitAt, unless somebody"
                            + " holds the key or it is no candidate any more; people still approve.")
    public Page<Candidate> list(@BeanParam Asked asked) {
        var limit = Query.limit(asked.limit());
        var found = candidates.list(asked.filter(), Position.parse(asked.cursor()), limit + 1);
        return Page.of(found, limit, last -> new Position(last.proposal().proposedAt(), last.id()).cursor());
    }

    @GET
    @Path("rules")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "listCandidateRules", summary = "The rules that propose, as configured")
    public RuleList rules() {
        return new RuleList(rules.all().stream().map(RuleDocument::of).toList());
    }
}
