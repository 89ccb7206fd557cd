package dev.keysunset.simulation;

import dev.keysunset.core.Approval;
import dev.keysunset.core.Gate;
import dev.keysunset.core.Order;
import dev.keysunset.core.StateName;
import dev.keysunset.simulation.SimStore.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Those who approve, reject, withdraw, order and hold; and a submitter who would like to approve his own. */
final class People {
    static final String SUBMITTER = "sam";
    private static final List<String> APPROVERS = List.of("ann", "bob", "cat");
    private static final Duration ROUND = Duration.ofHours(9);

    private final World world;
    private final Chance chance;

    People(World world) {
        this.world = world;
        this.chance = new Chance(world.seed, "people");
    }

    void open() {
        round();
    }

    private void round() {
        world.store.rows.values().stream().filter(row -> row.live).forEach(this::lookAt);
        world.at(world.now.plus(ROUND), this::round);
    }

    private void lookAt(Row row) {
        var gate = gate(row.state().name());
        if (gate.isPresent() && row.assessment != null) {
            decide(row, gate.get(), row.assessment.hash());
        }
        if (!world.healed && chance.in(world.options.orders())) {
            interfere(row);
        }
        if (world.healed && row.held) {
            row.held = false;
            row.touch(world.now);
        }
    }

    static Optional<Gate> gate(StateName state) {
        return switch (state) {
            case AWAITING_DISABLE_APPROVAL -> Optional.of(Gate.DISABLE);
            case AWAITING_DELETION_APPROVAL -> Optional.of(Gate.DELETE);
            default -> Optional.empty();
        };
    }

    private void decide(Row row, Gate gate, String hash) {
        var person = chance.in(0.2) ? SUBMITTER : chance.of(APPROVERS);
        var already = row.approvals.stream()
                .anyMatch(approval -> approval.person().equals(person)
                        && approval.assessmentHash().equals(hash));
        if (already && !expired(row, person, hash)) {
            return;
        }
        var rejects = !person.equals(SUBMITTER) && !world.healed && chance.in(world.options.orders() / 4);
        var choice = rejects ? Approval.Choice.REJECT : Approval.Choice.APPROVE;
        row.approvals.add(new Approval(person, gate, choice, hash, world.now));
        row.touch(world.now);
        world.story.tell(person, choice + " " + gate + " of " + name(row));
    }

    private boolean expired(Row row, String person, String hash) {
        return row.approvals.removeIf(approval -> approval.person().equals(person)
                && approval.assessmentHash().equals(hash)
                && !approval.at()
                        .plus(Fleet.POLICY.consent().approvalValidity())
                        .isAfter(world.now));
    }

    private void interfere(Row row) {
        switch (chance.below(6)) {
            case 0 -> order(row, Order.Kind.CANCEL);
            case 1 -> order(row, Order.Kind.ROLLBACK);
            case 2 -> order(row, chance.in(0.5) ? Order.Kind.RESTART_WINDOW : Order.Kind.EXTEND_WINDOW);
            case 3 -> row.held = !row.held;
            default -> row.approvals.removeIf(_ -> chance.in(0.7));
        }
        row.touch(world.now);
    }

    private void order(Row row, Order.Kind kind) {
        row.order = new Order(kind, chance.of(APPROVERS), "because", Duration.ofDays(2), world.now);
        world.story.tell(row.order.by(), "orders " + kind + " of " + name(row));
    }

    static String name(Row row) {
        return row.retirement.members().getLast().keyArn().keyId();
    }
}
