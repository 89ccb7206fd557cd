package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;

/** The operations of the services that speak REST, by method and path; what stands in the query becomes members. */
final class RestRoutes {
    private static final String FUNCTIONS = "/2015-03-31/functions";

    private RestRoutes() {}

    /** @throws AwsError an UnknownOperationException for what is not spoken */
    static String action(Received request) {
        var path = request.path().replaceFirst("/$", "");
        if (request.method().equals("GET") && path.equals(FUNCTIONS)) {
            return "ListFunctions";
        }
        throw new AwsError("UnknownOperationException", request.method() + " " + request.path(), 404);
    }

    static ObjectNode parameters(Received request) {
        var parameters = Json.object();
        QueryForm.fields(request.query()).forEach(parameters::put);
        return parameters;
    }
}
