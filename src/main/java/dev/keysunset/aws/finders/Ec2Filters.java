package dev.keysunset.aws.finders;

import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;

/** What is common to the questions put to EC2. */
final class Ec2Filters {
    static final Filter ENCRYPTED =
            Filter.builder().name("encrypted").values("true").build();

    private Ec2Filters() {}

    /** EC2 ends a listing with an empty token as well as with none. */
    static Optional<String> next(String token) {
        return Optional.ofNullable(token).filter(text -> !text.isEmpty());
    }
}
