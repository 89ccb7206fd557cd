package dev.keysunset.inventory.money;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.KeyRotations;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out, after a scan has read a key, what it costs and whom to ask about it. */
@ApplicationScoped
public class Billing {
    private static final String SYMMETRIC = "SYMMETRIC_DEFAULT";

    /** ListKeyRotations knows symmetric keys with material in KMS, its own or imported (KMS API). */
    private static final Set<String> ROTATING = Set.of("AWS_KMS", "EXTERNAL");

    private final KeyRotations rotations;
    private final Bills bills;

    Billing(KeyRotations rotations, Bills bills) {
        this.rotations = rotations;
        this.bills = bills;
    }

    void reprice(@Observes StartupEvent started) {
        bills.reprice();
    }

    /** @param tags where they could be read */
    public record Billed(KeyFacts key, Reading<Integer> rotations, Optional<Map<String, String>> tags) {}

    /** How many rotations of a key AWS keeps, and bills. */
    public Reading<Integer> rotations(Reading<KeyFacts> key) {
        return key instanceof Reading.Read<KeyFacts>(var facts)
                ? kept(facts.keyArn(), facts.kind())
                : new Reading.Absent<>();
    }

    /** What could not be read leaves what was known before as it was. */
    public void keep(List<Billed> keys) {
        bills.keep(keys);
    }

    private Reading<Integer> kept(KeyArn keyArn, KeyFacts.Kind kind) {
        var rotates = kind.manager() == KeyFacts.Owner.CUSTOMER
                && kind.keySpec().equals(SYMMETRIC)
                && ROTATING.contains(kind.origin());
        return rotates ? rotations.kept(keyArn) : Reading.read(0);
    }
}
