package dev.keysunset.retirement;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Member;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One key of a retirement, as found and as last read. */
@Entity
@DynamicUpdate
@IdClass(MemberRow.Key.class)
@Table(name = "retirement_member")
public class MemberRow {
    /** What stands as key state once AWS answers that the key does not exist. */
    public static final String ABSENT = "NotFound";

    /** Identity of a member. */
    public record Key(UUID retirementId, String keyArn) {}

    @Id
    @Column(name = "retirement_id")
    UUID retirementId;

    @Id
    @Column(name = "key_arn")
    public String keyArn;

    @Column(name = "account_id")
    public String accountId;

    String region;

    @Enumerated(EnumType.STRING)
    public KeyFacts.Role role;

    @Column(name = "found_state")
    public String foundState;

    @Column(name = "key_state")
    public String keyState;

    @Column(name = "key_usage")
    public String keyUsage;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(columnDefinition = "text[]")
    public List<String> aliases;

    boolean live;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    MemberRow() {}

    public Member toMember() {
        return new Member(KeyArn.of(keyArn), KeyState.ofAws(foundState), role, keyUsage);
    }
}
