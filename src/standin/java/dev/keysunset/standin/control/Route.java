package dev.keysunset.standin.control;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One thing that the control API does.
 *
 * @param path may hold one number, written {@code {id}}
 * @param meaning a sentence for people, who read it at {@code GET /_standin}
 */
public record Route(
        String method, String path, String meaning, BiFunction<ControlRequest, String, ControlAnswer> handler) {
    private static final String NUMBER = "{id}";

    static Route of(String method, String path, String meaning, Function<ControlRequest, ControlAnswer> handler) {
        return new Route(method, path, meaning, (request, _) -> handler.apply(request));
    }

    /** A route about one thing; the handler takes its number. */
    static Route ofOne(String method, String path, String meaning, Function<Integer, ControlAnswer> handler) {
        return new Route(method, path, meaning, (_, number) -> handler.apply(Integer.valueOf(number)));
    }

    /** What the route answers; empty if it is not the one that is asked. */
    Optional<ControlAnswer> answer(ControlRequest request) {
        if (!method.equals(request.method())) {
            return Optional.empty();
        }
        var parts = path.split(Pattern.quote(NUMBER), -1);
        var pattern = parts.length == 1
                ? Pattern.quote(path) + "()"
                : Pattern.quote(parts[0]) + "(\\d{1,9})" + Pattern.quote(parts[1]);
        var match = Pattern.compile(pattern).matcher(request.path());
        return match.matches() ? Optional.of(handler.apply(request, match.group(1))) : Optional.empty();
    }
}
