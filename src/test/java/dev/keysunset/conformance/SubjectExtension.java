package dev.keysunset.conformance;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the subject. There is one for the whole run; JUnit closes it after the last test, whatever failed. */
final class SubjectExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SubjectExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Subject.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Subject.class, _ -> Subject.of(Target.fromProperties()), Subject.class);
    }
}
