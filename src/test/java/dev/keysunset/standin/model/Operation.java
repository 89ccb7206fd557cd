package dev.keysunset.standin.model;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;

/**
 * One operation of a service, as the SDK models it.
 *
 * @param request the class of its request, from which the SDK's naming leads to all the rest
 */
record Operation(Class<? extends SdkRequest> request) {
    private static final Set<String> QUERY = Set.of("sts", "sns", "rds", "ec2", "redshift", "iam");

    /** The name in the API: {@code DescribeKey}. */
    String name() {
        return request.getSimpleName().replaceFirst("Request$", "");
    }

    /** The SDK's name for the service: {@code kms}, {@code cloudwatchlogs}. */
    String service() {
        var parts = request.getPackageName().split("\\.", -1);
        return parts[parts.length - 2];
    }

    boolean speaksQuery() {
        return QUERY.contains(service());
    }

    /** EC2 has a query protocol of its own, whose answers have no wrapper. */
    boolean speaksEc2() {
        return service().equals("ec2");
    }

    /** S3 has no wrappers either, and one structure of the answer may be all of the body. */
    boolean speaksRestXml() {
        return service().equals("s3");
    }

    Shape response() {
        var name = name() + "Response";
        return shape(name).orElseThrow(() -> new IllegalStateException("The SDK has no " + name + " for " + request));
    }

    /** A structure of the same service. */
    Optional<Shape> shape(String name) {
        try {
            return Optional.of(Shape.of(Class.forName(request.getPackageName() + "." + name)));
        } catch (ClassNotFoundException _) {
            return Optional.empty();
        }
    }
}
