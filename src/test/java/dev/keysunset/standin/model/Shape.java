package dev.keysunset.standin.model;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/**
 * One structure of a service model.
 *
 * @param type the SDK's class for it
 * @param members its members by their names on the wire
 */
record Shape(Class<?> type, Map<String, SdkField<?>> members) {

    static Shape of(Class<?> type) {
        try {
            return new Shape(type, members((SdkPojo) type.getMethod("builder").invoke(null)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is no class of a service model", e);
        }
    }

    /** The structure that a member holds. */
    static Shape in(SdkField<?> field) {
        var builder = field.constructor().get();
        return new Shape(builder.getClass().getEnclosingClass(), members(builder));
    }

    private static Map<String, SdkField<?>> members(SdkPojo pojo) {
        var members = new LinkedHashMap<String, SdkField<?>>();
        pojo.sdkFields().stream()
                .filter(field -> field.location() == MarshallLocation.PAYLOAD)
                .forEach(field -> members.put(field.unmarshallLocationName(), field));
        return members;
    }

    String name() {
        return type.getSimpleName();
    }

    /**
     * The enums among the types of a member. The SDK keeps their values as texts; only the accessors of its classes tell
     * that {@code KeyState} is an enum, or {@code EncryptionAlgorithms} a list of one.
     */
    List<Class<?>> enumsOf(SdkField<?> field) {
        return accessor(field).map(Method::getGenericReturnType).stream()
                .flatMap(Shape::parts)
                .<Class<?>>map(part -> part instanceof Class<?> known ? known : Object.class)
                .toList();
    }

    private Optional<Method> accessor(SdkField<?> field) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> method.getName().equalsIgnoreCase(field.memberName()))
                .findFirst();
    }

    /** The type itself, or what a list or a map is of. */
    private static Stream<Type> parts(Type type) {
        return type instanceof ParameterizedType container
                ? Arrays.stream(container.getActualTypeArguments())
                : Stream.of(type);
    }
}
