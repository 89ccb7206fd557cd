package dev.keysunset.standin.control;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.stream.Stream;

/** The control API: the routes of all its parts, and {@code GET /_standin}, which lists them. */
public final class ControlApi {
    private final List<Route> routes;

    public ControlApi(List<Control> parts) {
        var index = Route.of("GET", "", "what the control API can do", _ -> index());
        this.routes = Stream.concat(Stream.of(index), parts.stream().flatMap(part -> part.routes().stream()))
                .toList();
    }

    public List<Route> routes() {
        return routes;
    }

    public ControlAnswer answer(ControlRequest request) {
        try {
            return routes.stream()
                    .flatMap(route -> route.answer(request).stream())
                    .findFirst()
                    .orElseGet(() -> ControlAnswer.error(
                            404,
                            "No " + request.method() + " " + request.path() + "; GET /_standin lists what there is"));
        } catch (IllegalArgumentException e) {
            return ControlAnswer.error(400, String.valueOf(e.getMessage()));
        } catch (AwsError e) {
            return ControlAnswer.error(400, e.text());
        }
    }

    private ControlAnswer index() {
        var answer = Json.object();
        var list = answer.putArray("routes");
        routes.forEach(route -> list.addObject()
                .put("method", route.method())
                .put("path", "/_standin" + route.path())
                .put("meaning", route.meaning()));
        return ControlAnswer.ok(answer);
    }

    static Fields fields(ControlRequest request) {
        return new Fields(Json.readObject(request.body()));
    }
}
