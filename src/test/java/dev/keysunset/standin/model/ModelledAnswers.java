package dev.keysunset.standin.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Lets a client's call fail when the answer is not what the service's model says: tolerant as SDKs are, no test would
 * notice a member with a wrong name or a state that does not exist.
 */
public final class ModelledAnswers implements ExecutionInterceptor {
    private final Consumer<String> complaints;

    public ModelledAnswers() {
        this(complaint -> {
            throw new AssertionError(complaint);
        });
    }

    /** For answers that are only looked at, because AWS itself gives them. */
    public ModelledAnswers(Consumer<String> complaints) {
        this.complaints = complaints;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        var body = context.responseBody().map(ModelledAnswers::read).orElse(new byte[0]);
        var operation = new Operation(context.request().getClass());
        var response = context.httpResponse();
        var text = new String(body, StandardCharsets.UTF_8);
        var defects = new ArrayList<>(AnswerCheck.defects(operation, response.statusCode(), text));
        if (response.firstMatchingHeader("x-amzn-RequestId").isEmpty()) {
            defects.add("The header x-amzn-RequestId is missing");
        }
        if (!defects.isEmpty()) {
            complaints.accept(told(operation, defects, text));
        }
        return context.responseBody().map(_ -> new ByteArrayInputStream(body));
    }

    private static String told(Operation operation, List<String> defects, String body) {
        return "The answer to %s:%s is not as the SDK models it:%n- %s%n%s"
                .formatted(
                        operation.service(),
                        operation.name(),
                        String.join(System.lineSeparator() + "- ", defects),
                        body);
    }

    private static byte[] read(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
