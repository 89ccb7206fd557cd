package dev.keysunset.retirement.view;

import dev.keysunset.core.Policy;
import dev.keysunset.core.Retirement;
import dev.keysunset.retirement.MemberRows;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.policy.Policies;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;

/** Puts rows together to the retirement that the core knows. */
@ApplicationScoped
public class Aggregates {
    private final MemberRows members;
    private final Policies policies;

    Aggregates(MemberRows members, Policies policies) {
        this.members = members;
        this.policies = policies;
    }

    Retirement of(RetirementRow row) {
        return of(List.of(row)).getFirst();
    }

    /** In the order of the rows; two statements, however many there are. */
    public List<Retirement> of(List<RetirementRow> rows) {
        var byRetirement = members.of(rows.stream().map(row -> row.id).toList());
        var pinned = new HashMap<Policy.Name, Policy>();
        return rows.stream()
                .map(row -> row.toRetirement(
                        byRetirement.getOrDefault(row.id, List.of()),
                        pinned.computeIfAbsent(row.policy(), policies::pinned)))
                .toList();
    }
}
