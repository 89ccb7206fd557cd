package dev.keysunset.standin.http;

import dev.keysunset.standin.sts.Credentials;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Provenance;
import dev.keysunset.standin.wire.Service;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a request of one of the AWS protocols. The access key and the region come from the signature's credential
 * scope (Signature Version 4); the signature itself is not checked.
 */
final class RequestReader {
    private static final Pattern SCOPE = Pattern.compile("Credential=([^/, ]+)/\\d+/([a-z0-9-]+)/([a-z0-9-]+)/");

    private final Credentials credentials;

    RequestReader(Credentials credentials) {
        this.credentials = credentials;
    }

    static Protocol protocol(Received request) {
        return request.header("x-amz-target").isPresent() ? new JsonProtocol() : new QueryProtocol();
    }

    /**
     * Reads a request.
     *
     * @throws AwsError if the request is not one of ours or its credentials are not valid
     */
    Call read(Received request, String requestId) {
        var scope = SCOPE.matcher(request.header("authorization").orElse(""));
        if (!scope.find()) {
            throw new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        var caller = credentials.identify(scope.group(1), request.header("x-amz-security-token"));
        var provenance = new Provenance(
                requestId, request.header("user-agent").orElse("unknown"), "192.0.2.10", Optional.empty(), false);
        var target = request.header("x-amz-target");
        if (target.isPresent()) {
            var service = Service.ofTarget(target.get())
                    .orElseThrow(() -> new AwsError("UnknownOperationException", target.get()));
            var parameters = Json.readObject(request.body());
            return new Call(service, Service.action(target.get()), scope.group(2), caller, parameters, provenance);
        }
        var form = QueryProtocol.readForm(request.body());
        var action = form.path("Action").asText();
        if (action.isEmpty()) {
            throw new AwsError("InvalidAction", "No X-Amz-Target header and no Action parameter");
        }
        form.remove(List.of("Action", "Version"));
        return new Call(Service.STS, action, scope.group(2), caller, form, provenance);
    }
}
