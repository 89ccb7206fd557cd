package dev.keysunset.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class RoleTest {
    @Test
    void annotationsNameTheRolesThatThereAre() {
        assertThat(Set.of(Role.Name.VIEWER, Role.Name.SUBMITTER, Role.Name.APPROVER, Role.Name.ONCALL, Role.Name.ADMIN))
                .containsExactlyInAnyOrder(
                        Role.VIEWER.roleName(),
                        Role.SUBMITTER.roleName(),
                        Role.APPROVER.roleName(),
                        Role.ONCALL.roleName(),
                        Role.ADMIN.roleName());
    }

    @Test
    void everyRoleReads() {
        for (var role : Role.values()) {
            assertThat(role.including()).contains(Role.VIEWER, role);
        }
    }

    @Test
    void theDemosUsersExistOnlyInTheDemo() {
        UserSettings nobody = Map::of;
        assertThat(new Users(nobody, false).names()).isEmpty();
        assertThat(new Users(nobody, true).names()).contains("viewer", "approver", "approver2", "admin");
    }

    @Test
    void tellsTheRightPasswordFromAWrongOneAgainAndAgain() {
        UserSettings nobody = Map::of;
        var passwords = new Passwords(new Users(nobody, false));
        var user = new User("ann", BcryptUtil.bcryptHash("secret", 4), Set.of(Role.VIEWER), false);
        for (var round = 0; round < 2; round++) {
            assertThat(passwords.belongs("secret", user)).isTrue();
            assertThat(passwords.belongs("Secret", user)).isFalse();
        }
        assertThat(passwords.belongs("x", new User("bob", "no hash", Set.of(), false)))
                .isFalse();
    }
}
