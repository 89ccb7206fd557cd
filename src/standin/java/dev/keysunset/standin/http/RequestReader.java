package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.signature.Authenticator;
import dev.keysunset.standin.signature.Authenticator.Sender;
import dev.keysunset.standin.signature.Authorization;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Provenance;
import dev.keysunset.standin.wire.Service;
import java.util.List;
import java.util.Optional;

/** Reads a request of one of the AWS protocols; who sent it and to which Region, its signature tells. */
final class RequestReader {
    private final Authenticator authenticator;

    RequestReader(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** How to answer, even a request that cannot be read. */
    static Protocol protocol(Received request) {
        var targeted = request.header("x-amz-target").isPresent();
        return service(request)
                .map(service -> Protocol.of(service, targeted))
                .orElseGet(() -> Protocol.of(Service.KMS, targeted));
    }

    /** The service that the target header names, else the signature, else the version of a Query request. */
    private static Optional<Service> service(Received request) {
        return request.header("x-amz-target")
                .flatMap(Service::ofTarget)
                .or(() -> request.header("authorization")
                        .flatMap(Authorization::parse)
                        .flatMap(authorization -> Service.ofScope(authorization.service())))
                .or(() -> Service.ofVersion(QueryForm.fields(request.text()).getOrDefault("Version", "")));
    }

    /**
     * Reads a request.
     *
     * @throws AwsError if the request is not one of ours or its sender is not believed
     */
    Call read(Received request, String requestId) {
        var service = service(request)
                .orElseThrow(() -> new AwsError(
                        "UnknownOperationException",
                        request.header("x-amz-target").orElse("")));
        var sender = authenticator.authenticate(request.signed(), service);
        var provenance = new Provenance(
                requestId, request.header("user-agent").orElse("unknown"), "192.0.2.10", Optional.empty(), false);
        if (service.wire().rest()) {
            var route = RestRoutes.route(service, request);
            return call(service, route.action(), sender, route.parameters(), provenance);
        }
        var target = request.header("x-amz-target");
        return target.isPresent()
                ? call(service, Service.action(target.get()), sender, Json.readObject(request.text()), provenance)
                : readForm(service, sender, form(request, service), provenance);
    }

    private static Call readForm(Service service, Sender sender, ObjectNode form, Provenance provenance) {
        var action = form.path("Action").asText();
        if (action.isEmpty()) {
            throw new AwsError("InvalidAction", "No X-Amz-Target header and no Action parameter");
        }
        form.remove(List.of("Action", "Version"));
        return call(service, action, sender, form, provenance);
    }

    private static Call call(
            Service service, String action, Sender sender, ObjectNode parameters, Provenance provenance) {
        return new Call(service, action, sender.region(), sender.principal(), parameters, provenance);
    }

    /** Requests to SQS may name their queue by the path alone. */
    private static ObjectNode form(Received request, Service service) {
        var form = QueryForm.read(request.text());
        if (service != Service.SQS) {
            return form;
        }
        if (!form.has("QueueUrl") && request.path().length() > 1) {
            form.put("QueueUrl", request.path());
        }
        return QueryForm.inJsonNames(form);
    }
}
