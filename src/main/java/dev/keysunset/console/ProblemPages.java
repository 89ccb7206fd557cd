package dev.keysunset.console;

import dev.keysunset.web.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Shows a problem as a page to whoever asked for a page; programs keep getting it as JSON. */
class ProblemPages {
    private static final Pattern FOR_PROGRAMS = Pattern.compile("/?(api|q)/.*");
    private static final Pattern ACTION = Pattern.compile("/[^/]*$");

    @ServerResponseFilter
    void show(ContainerRequestContext request, ContainerResponseContext response) {
        var path = request.getUriInfo().getPath();
        if (response.getEntity() instanceof Problem problem
                && !FOR_PROGRAMS.matcher(path).matches()
                && request.getAcceptableMediaTypes().stream().anyMatch(ProblemPages::page)) {
            var page = new ProblemPage(problem, back(request.getMethod(), path)).render();
            response.setEntity(page, new Annotation[0], MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
        }
    }

    private static boolean page(MediaType accepted) {
        return accepted.getType().equals("text") && accepted.getSubtype().equals("html");
    }

    /** A form is sent to a path below its page. */
    private static String back(String method, String path) {
        var absolute = path.startsWith("/") ? path : "/" + path;
        var page = ACTION.matcher(absolute).replaceFirst("");
        return method.equals("GET") || page.isEmpty() ? "/" : page;
    }
}
