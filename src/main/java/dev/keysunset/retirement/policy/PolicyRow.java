package dev.keysunset.retirement.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One version of a policy; written once. */
@Entity
@Immutable
@IdClass(PolicyRow.Key.class)
@Table(name = "policy")
public class PolicyRow {
    /** As {@link dev.keysunset.core.Policy.Name}. */
    public record Key(String name, int version) {}

    @Id
    String name;

    @Id
    int version;

    @Column(columnDefinition = "jsonb")
    String rules;

    Instant since;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    PolicyRow() {}
}
