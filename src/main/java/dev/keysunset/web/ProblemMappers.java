package dev.keysunset.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Everything that can end a request, as a problem. */
class ProblemMappers {
    private static final String CHALLENGE = "Basic realm=\"keysunset\", charset=\"UTF-8\"";

    @ServerExceptionMapper
    Response problem(ProblemException e, UriInfo uri) {
        var response = response(e.problem(), uri);
        e.headers().forEach(response::header);
        return response.build();
    }

    @ServerExceptionMapper
    Response refusedByFramework(WebApplicationException e, UriInfo uri) {
        if (e.getCause() instanceof com.fasterxml.jackson.core.JacksonException json) {
            return response(JsonProblems.of(json), uri).build();
        }
        var original = e.getResponse();
        if (original.getStatus() < 400) {
            return original;
        }
        if (original.getStatus() >= 500) {
            return failed(e, uri);
        }
        var response = response(FrameworkProblems.of(original.getStatus(), uri.getPath()), uri);
        original.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response.build();
    }

    @ServerExceptionMapper
    Response malformedJson(com.fasterxml.jackson.databind.exc.MismatchedInputException e, UriInfo uri) {
        return response(JsonProblems.of(e), uri).build();
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e, UriInfo uri) {
        var violations = e.getConstraintViolations().stream()
                .map(violation -> new Problem.Violation(field(violation), violation.getMessage()))
                .toList();
        var detail = violations.stream()
                .map(violation -> violation.field() + " " + violation.detail())
                .collect(Collectors.joining("; "));
        var problem = ProblemKind.INVALID.with(detail + ".", "Correct it and send the request again.");
        return response(
                        violations.size() == 1
                                ? problem.field(violations.getFirst().field())
                                : problem.violations(violations),
                        uri)
                .build();
    }

    @ServerExceptionMapper
    Response nobody(UnauthorizedException e, UriInfo uri) {
        return challenge("This needs a person or machine the service knows.", uri);
    }

    @ServerExceptionMapper
    Response wrongPassword(AuthenticationFailedException e, UriInfo uri) {
        return challenge("The user name or the password is wrong.", uri);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, UriInfo uri) {
        var problem = ProblemKind.FORBIDDEN.with(
                "None of your roles allows this.", "GET /api/v1/me shows your roles; ask somebody who has the role.");
        return response(problem, uri).build();
    }

    @ServerExceptionMapper
    Response failed(Exception e, UriInfo uri) {
        return response(Failures.logged(e, "path=" + uri.getPath()), uri).build();
    }

    private static Response challenge(String detail, UriInfo uri) {
        var problem = ProblemKind.UNAUTHENTICATED.with(detail, "Send a known user and password by HTTP Basic.");
        return response(problem, uri)
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .build();
    }

    private static Response.ResponseBuilder response(Problem problem, UriInfo uri) {
        return Response.status(problem.status())
                .type(MediaType.valueOf(Problem.MEDIA_TYPE))
                .entity(problem.at(uri.getRequestUri().getRawPath()));
    }

    /** The path begins with the method and its parameter; callers know only what comes after. */
    private static String field(ConstraintViolation<?> violation) {
        var nodes = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .map(Object::toString)
                .toList();
        return nodes.size() > 2 ? String.join(".", nodes.subList(2, nodes.size())) : nodes.getLast();
    }
}
