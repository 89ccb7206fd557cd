package dev.keysunset.inventory.money;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.KeyRotations;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
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

    /** What could not be read leaves what was known before as it was. */
    public void bill(Reading<KeyFacts> key, Reading<Map<String, String>> tags) {
        key.found().ifPresent(facts -> bills.keep(facts, kept(facts.keyArn(), facts.kind()), tags.found()));
    }

    private Reading<Integer> kept(KeyArn keyArn, KeyFacts.Kind kind) {
        var rotates = kind.manager() == KeyFacts.Owner.CUSTOMER
                && kind.keySpec().equals(SYMMETRIC)
                && ROTATING.contains(kind.origin());
        return rotates ? rotations.kept(keyArn) : Reading.read(0);
    }
}
