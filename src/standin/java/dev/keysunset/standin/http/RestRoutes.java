package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Service;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The operations of the services that speak REST, by method and path; what stands in the query becomes members. */
final class RestRoutes {
    private static final Map<Service, Operation> LISTS = Map.of(
            Service.LAMBDA, new Operation("/2015-03-31/functions", "ListFunctions"),
            Service.EFS, new Operation("/2015-02-01/file-systems", "DescribeFileSystems"),
            Service.BACKUP, new Operation("/backup-vaults", "ListBackupVaults"));

    private RestRoutes() {}

    private record Operation(String path, String action) {}

    /** What is asked for, and with what. */
    record Route(String action, ObjectNode parameters) {}

    /** @throws AwsError an UnknownOperationException for what is not spoken */
    static Route route(Service service, Received request) {
        var path = request.path().replaceFirst("/$", "");
        if (!request.method().equals("GET")) {
            throw unknown(request);
        }
        if (service == Service.S3) {
            return bucketRoute(path, request);
        }
        return Optional.ofNullable(LISTS.get(service))
                .filter(operation -> operation.path().equals(path))
                .map(operation -> new Route(operation.action(), query(request)))
                .orElseThrow(() -> unknown(request));
    }

    /** Buckets stand in the path, as SDKs have it where an endpoint is given by its address. */
    private static Route bucketRoute(String path, Received request) {
        var query = query(request);
        if (path.isEmpty()) {
            return new Route("ListBuckets", query);
        }
        if (asksFor(request, "encryption") && path.indexOf('/', 1) < 0) {
            return new Route("GetBucketEncryption", query.put("Bucket", path.substring(1)));
        }
        throw unknown(request);
    }

    /** What S3 calls a subresource: a parameter that needs no value. */
    private static boolean asksFor(Received request, String subresource) {
        return Arrays.stream(request.query().split("&", -1))
                .anyMatch(parameter -> parameter.equals(subresource) || parameter.equals(subresource + "="));
    }

    private static AwsError unknown(Received request) {
        return new AwsError("UnknownOperationException", request.method() + " " + request.path(), 404);
    }

    private static ObjectNode query(Received request) {
        var parameters = Json.object();
        QueryForm.fields(request.query()).forEach(parameters::put);
        return parameters;
    }
}
