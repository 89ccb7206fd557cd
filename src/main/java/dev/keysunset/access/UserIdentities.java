package dev.keysunset.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/** Turns a user name and a password, as HTTP Basic brings them, into an identity with roles. */
@ApplicationScoped
class UserIdentities implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    static final String MACHINE = "machine";

    private final Users users;
    private final Passwords passwords;

    UserIdentities(Users users, Passwords passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() ->
                identify(request.getUsername(), new String(request.getPassword().getPassword())));
    }

    private SecurityIdentity identify(String name, String password) {
        var user = users.named(name).orElseGet(() -> {
            passwords.refuseStranger(password);
            throw new AuthenticationFailedException();
        });
        if (!passwords.belongs(password, user)) {
            throw new AuthenticationFailedException();
        }
        var roles = user.roles().stream()
                .flatMap(role -> role.including().stream())
                .map(Role::roleName)
                .collect(Collectors.toSet());
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(user.name()))
                .addRoles(roles)
                .addAttribute(MACHINE, user.machine())
                .build();
    }
}
