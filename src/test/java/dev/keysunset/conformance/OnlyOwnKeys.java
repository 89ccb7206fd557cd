package dev.keysunset.conformance;

import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Lets no call through that would do more than read a key which this run did not make. */
final class OnlyOwnKeys implements ExecutionInterceptor {
    private static final Set<String> NAMING_A_KEY =
            Set.of("KeyId", "TargetKeyId", "SourceKeyId", "DestinationKeyId", "AliasName");

    private final Predicate<String> own;

    OnlyOwnKeys(Predicate<String> own) {
        this.own = own;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        var request = context.request();
        if (!request.getClass().getSimpleName().matches("(Describe|Get|List).*")) {
            request.sdkFields().stream()
                    .filter(field -> NAMING_A_KEY.contains(field.memberName()))
                    .map(field -> field.getValueOrDefault(request))
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .filter(own.negate())
                    .findAny()
                    .ifPresent(name -> refuse(request, name));
        }
    }

    private static void refuse(SdkRequest request, String name) {
        throw new IllegalStateException(request.getClass().getSimpleName() + " names " + name
                + ", which this run did not make: the suite only works on its own keys");
    }
}
