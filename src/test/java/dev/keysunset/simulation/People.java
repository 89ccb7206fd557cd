package dev.keysunset.simulation;

import dev.keysunset.core.Approval;
import dev.keysunset.core.Attention;
import dev.keysunset.core.Gate;
import dev.keysunset.core.Order;
import dev.keysunset.core.StateName;
import dev.keysunset.simulation.SimStore.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Those who approve, reject, withdraw, order and hold, in their rounds and at the worst moment; and a submitter who would like
 * to approve his own.
 */
final class People {
    static final String SUBMITTER = "sam";
    private static final List<String> APPROVERS = List.of("ann", "bob", "cat");
    private static final Duration ROUND = Duration.ofHours(9);
    private static final List<Fault> WHIMS =
            List.of(Fault.CALLING_OFF, Fault.NEW_WINDOW, Fault.HOLD, Fault.WITHDRAWAL, Fault.REJECTION);

    private final World world;
    private final Chance chance;
    private Instant awayUntil = Instant.MIN;

    People(World world) {
        this.world = world;
        this.chance = new Chance(world.seed, "people");
    }

    void open() {
        round();
    }

    private void round() {
        if (world.healed() && !world.scene.course().after().peopleStay()) {
            return;
        }
        if (world.weather.strikes(Fault.ABSENCE)) {
            awayUntil = world.now.plus(world.weather.lasting(Fault.ABSENCE, Duration.ofDays(7)));
        }
        if (!awayUntil.isAfter(world.now) || world.healed()) {
            world.store.rows.values().stream().filter(row -> row.live).forEach(this::lookAt);
        }
        world.at(world.now.plus(ROUND), this::round);
    }

    private void lookAt(Row row) {
        var gate = gate(row.state().name());
        if (gate.isPresent() && row.assessment != null) {
            decide(row, gate.get(), row.assessment.hash());
        }
        WHIMS.stream().filter(world.weather::strikes).forEach(whim -> indulge(whim, row));
        if (world.healed()) {
            tidyUp(row);
        }
    }

    /** What somebody held or what nobody can bring to an end is ended by a person's word. */
    private void tidyUp(Row row) {
        if (row.held) {
            row.held = false;
            row.touch(world.now);
        }
        var vanished = row.attention.stream().anyMatch(attention -> attention.kind() == Attention.Kind.KEY_VANISHED);
        if (vanished && row.order == null) {
            order(row, Order.Kind.ROLLBACK);
        }
    }

    /** Called when a step of a retirement has just been committed: while its effect is on the way, or just after. */
    void tempted(Row row) {
        if (world.weather.strikes(Fault.ORDER_AT_A_BAD_MOMENT)) {
            var whim = chance.among(WHIMS);
            world.at(world.now.plus(chance.upTo(Duration.ofMinutes(2))), () -> indulge(whim, row));
        }
        if (world.weather.strikes(Fault.MEDDLING_AT_A_BAD_MOMENT)) {
            var key = chance.among(row.retirement.members()).keyArn();
            var action = chance.of("EnableKey", "DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion");
            world.at(world.now.plus(chance.upTo(Duration.ofMinutes(10))), () -> world.aws.meddle(key, action));
        }
    }

    private void indulge(Fault whim, Row row) {
        if (!row.live || world.healed()) {
            return;
        }
        switch (whim) {
            case CALLING_OFF -> order(row, chance.of(Order.Kind.CANCEL, Order.Kind.ROLLBACK));
            case NEW_WINDOW -> order(row, chance.of(Order.Kind.RESTART_WINDOW, Order.Kind.EXTEND_WINDOW));
            case HOLD -> {
                row.held = !row.held;
                world.story.tell("ann", (row.held ? "holds " : "releases ") + row);
            }
            case WITHDRAWAL -> {
                row.approvals.removeIf(_ -> chance.in(0.7));
                world.story.tell("bob", "withdraws approvals of " + row);
            }
            case REJECTION ->
                gate(row.state().name())
                        .filter(_ -> row.assessment != null)
                        .ifPresent(gate -> say(row, "cat", gate, Approval.Choice.REJECT));
            default -> throw new AssertionError(whim);
        }
        row.touch(world.now);
    }

    static Optional<Gate> gate(StateName state) {
        return switch (state) {
            case AWAITING_DISABLE_APPROVAL -> Optional.of(Gate.DISABLE);
            case AWAITING_DELETION_APPROVAL -> Optional.of(Gate.DELETE);
            default -> Optional.empty();
        };
    }

    private void decide(Row row, Gate gate, String hash) {
        var person = chance.in(0.2) ? SUBMITTER : chance.among(APPROVERS);
        var already = row.approvals.stream()
                .anyMatch(approval -> approval.person().equals(person)
                        && approval.assessmentHash().equals(hash));
        if (!already || expired(row, person, hash)) {
            say(row, person, gate, Approval.Choice.APPROVE);
            row.touch(world.now);
        }
    }

    private void say(Row row, String person, Gate gate, Approval.Choice choice) {
        var assessment = row.assessment;
        if (assessment != null) {
            row.approvals.add(new Approval(person, gate, choice, assessment.hash(), world.now));
            world.story.tell(person, choice + " " + gate + " of " + row);
        }
    }

    private boolean expired(Row row, String person, String hash) {
        return row.approvals.removeIf(approval -> approval.person().equals(person)
                && approval.assessmentHash().equals(hash)
                && !approval.at()
                        .plus(row.retirement.policy().consent().approvalValidity())
                        .isAfter(world.now));
    }

    private void order(Row row, Order.Kind kind) {
        row.order = new Order(kind, chance.among(APPROVERS), "because", Duration.ofDays(2), world.now);
        row.touch(world.now);
        world.story.tell(row.order.by(), "orders " + kind + " of " + row);
    }
}
