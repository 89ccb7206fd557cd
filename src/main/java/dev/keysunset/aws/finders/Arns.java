package dev.keysunset.aws.finders;

import dev.keysunset.aws.AwsSettings;
import dev.keysunset.core.Place;
import jakarta.enterprise.context.ApplicationScoped;

/** The ARNs of resources whose services do not tell them (Service Authorization Reference, resource types). */
@ApplicationScoped
class Arns {
    private final AwsSettings settings;

    Arns(AwsSettings settings) {
        this.settings = settings;
    }

    String in(Place place, String service, String resource) {
        return arn(service, place.region(), place.accountId(), resource);
    }

    /** As EC2 writes those of snapshots. */
    String withoutAccount(Place place, String service, String resource) {
        return arn(service, place.region(), "", resource);
    }

    /** As S3 writes those of buckets, whose names are unique in their partition. */
    String worldwide(String service, String resource) {
        return arn(service, "", "", resource);
    }

    private String arn(String service, String region, String account, String resource) {
        return String.join(":", "arn", settings.partition(), service, region, account, resource);
    }
}
