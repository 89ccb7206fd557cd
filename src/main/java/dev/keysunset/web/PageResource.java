package dev.keysunset.web;

import dev.keysunset.access.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page at the root. It holds nothing of retirements; its script asks the API for them. */
@Path("/")
@RunOnVirtualThread
public class PageResource {
    private static final String PAGE = "/web/index.html";

    private final String page;

    PageResource() {
        try (var file = PageResource.class.getResourceAsStream(PAGE)) {
            if (file == null) {
                throw new IllegalStateException(PAGE + " is not packed into the application");
            }
            this.page = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(hidden = true)
    public String page() {
        return page;
    }
}
