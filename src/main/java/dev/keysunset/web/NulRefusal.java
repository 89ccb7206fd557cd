package dev.keysunset.web;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Refuses U+0000 in paths, queries and forms, by the name of the parameter. In JSON it is refused where a text is read
 * ({@link JsonStrictness}).
 */
class NulRefusal {
    @ServerRequestFilter
    @WithFormRead
    void refuse(ResteasyReactiveContainerRequestContext request) {
        var uri = request.getUriInfo();
        uri.getPathParameters().forEach(NulRefusal::check);
        uri.getQueryParameters().forEach(NulRefusal::check);
        form(request).forEach((name, values) -> check(name, texts(values)));
    }

    private static void check(String name, List<String> values) {
        if (values.stream().anyMatch(NulCharacter::in)) {
            throw NulCharacter.problem(name).exception();
        }
    }

    private static Map<String, Collection<FormValue>> form(ResteasyReactiveContainerRequestContext request) {
        var form = ((ResteasyReactiveRequestContext) request.getServerRequestContext()).getFormData();
        return form == null ? Map.of() : form.toMultipartFormDataInput().getValues();
    }

    private static List<String> texts(Collection<FormValue> values) {
        return values.stream()
                .filter(value -> !value.isFileItem())
                .map(FormValue::getValue)
                .toList();
    }
}
