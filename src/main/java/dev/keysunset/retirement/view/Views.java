package dev.keysunset.retirement.view;

import dev.keysunset.core.KeyArn;
import dev.keysunset.retirement.MemberRow;
import dev.keysunset.retirement.MemberRows;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.timeline.AttentionRow;
import dev.keysunset.retirement.timeline.AttentionRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows as people see them. */
@ApplicationScoped
public class Views {
    private final Aggregates aggregates;
    private final MemberRows members;
    private final AttentionRows attention;

    Views(Aggregates aggregates, MemberRows members, AttentionRows attention) {
        this.aggregates = aggregates;
        this.members = members;
        this.attention = attention;
    }

    public RetirementView of(RetirementRow row) {
        return of(List.of(row)).getFirst();
    }

    /** In the order of the rows. */
    List<RetirementView> of(List<RetirementRow> rows) {
        var ids = rows.stream().map(row -> row.id).toList();
        var retirements = aggregates.of(rows);
        var membersOf = members.of(ids);
        var attentionOf = attention.of(ids);
        var views = new ArrayList<RetirementView>(rows.size());
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            views.add(new RetirementView(
                    retirements.get(i),
                    new RetirementView.Request(row.accountId, row.reason, Optional.ofNullable(row.ticket)),
                    membersOf.getOrDefault(row.id, List.of()).stream()
                            .map(Views::member)
                            .toList(),
                    attentionOf.getOrDefault(row.id, List.of()).stream()
                            .map(Views::waiting)
                            .toList(),
                    progress(row)));
        }
        return views;
    }

    private static RetirementView.MemberView member(MemberRow row) {
        return new RetirementView.MemberView(
                KeyArn.of(row.keyArn), row.keyState, row.foundState, row.role, List.copyOf(row.aliases));
    }

    private static RetirementView.Waiting waiting(AttentionRow row) {
        return new RetirementView.Waiting(row.kind, row.since, row.detail, row.remedy);
    }

    private static RetirementView.Progress progress(RetirementRow row) {
        var hold = row.heldBy == null || row.heldReason == null || row.heldAt == null
                ? Optional.<RetirementView.Hold>empty()
                : Optional.of(new RetirementView.Hold(row.heldBy, row.heldReason, row.heldAt));
        return new RetirementView.Progress(Optional.ofNullable(row.nextDueAt), hold, row.live, row.version);
    }
}
