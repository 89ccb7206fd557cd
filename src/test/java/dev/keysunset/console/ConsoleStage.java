package dev.keysunset.console;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.retirement.Stage;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;

/** People at their browsers, and a room in which nothing has happened yet. */
@NullMarked
abstract class ConsoleStage {
    static final Browser VIEWER = new Browser("viewer");
    static final Browser APPROVER = new Browser("approver");
    static final Browser ADMIN = new Browser("admin");
    static final Browser ONCALL = new Browser("oncall");
    static final Browser SUBMITTER = new Browser("submitter");

    @Inject
    Stage stage;

    @Inject
    DomainClock clock;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    UUID atTheDisableGate() {
        var id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        return id;
    }
}
