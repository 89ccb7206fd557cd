package dev.keysunset.console;

import dev.keysunset.web.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Shows a problem as a page to whoever asked for a page; programs keep getting it as JSON. */
class ProblemPages {
    private static final Pattern FOR_PROGRAMS = Pattern.compile("/?(api|q)/.*");
    private static final Pattern ACTION = Pattern.compile("/[^/]*$");

    /** Its path, and nothing that could lead elsewhere. */
    private static final Pattern PAGE =
            Pattern.compile("https?://[^/]+(/(?:[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*)?)(?:[?#].*)?");

    @ServerResponseFilter
    void show(ContainerRequestContext request, ContainerResponseContext response) {
        var path = request.getUriInfo().getPath();
        if (response.getEntity() instanceof Problem problem
                && !FOR_PROGRAMS.matcher(path).matches()
                && request.getAcceptableMediaTypes().stream().anyMatch(ProblemPages::page)) {
            var page = new ProblemPage(problem, back(request, path)).render();
            response.setEntity(page, new Annotation[0], MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
        }
    }

    private static boolean page(MediaType accepted) {
        return accepted.getType().equals("text") && accepted.getSubtype().equals("html");
    }

    /** To the page that the form was on, as the browser says; where it does not say so, to the path above the form's. */
    private static String back(ContainerRequestContext request, String path) {
        if (request.getMethod().equals("GET")) {
            return "/";
        }
        return Optional.ofNullable(request.getHeaderString("Referer"))
                .map(PAGE::matcher)
                .filter(Matcher::matches)
                .map(page -> page.group(1))
                .orElseGet(() -> above(path));
    }

    private static String above(String path) {
        var absolute = path.startsWith("/") ? path : "/" + path;
        var page = ACTION.matcher(absolute).replaceFirst("");
        return page.isEmpty() ? "/" : page;
    }
}
