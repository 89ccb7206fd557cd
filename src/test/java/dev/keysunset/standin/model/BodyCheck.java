package dev.keysunset.standin.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.services.kms.model.CustomerMasterKeySpec;
import software.amazon.awssdk.services.kms.model.KeySpec;

/** Compares the tree of an answer with the structure it should have, and notes every difference. */
final class BodyCheck {
    private final WireForm form;
    private final List<String> defects = new ArrayList<>();

    private BodyCheck(WireForm form) {
        this.form = form;
    }

    /** What is wrong, one defect each, named by the path to it. */
    static List<String> defects(WireForm form, Shape shape, JsonNode body) {
        var check = new BodyCheck(form);
        check.structure("", shape, body);
        return List.copyOf(check.defects);
    }

    private void structure(String path, Shape shape, JsonNode node) {
        if (!node.isObject()) {
            note(path, "should be the structure " + shape.name() + ", not " + node);
            return;
        }
        node.properties().forEach(member -> {
            var field = shape.members().get(member.getKey());
            if (field == null) {
                note(path(path, member.getKey()), "is no member of " + shape.name());
            } else {
                value(path(path, member.getKey()), shape, field, member.getValue());
            }
        });
        shape.members().forEach((name, field) -> {
            if (!node.has(name) && isAlwaysSent(shape, name, field)) {
                note(path(path, name), "is missing; AWS always sends it in " + shape.name());
            }
        });
    }

    private static boolean isAlwaysSent(Shape shape, String name, SdkField<?> field) {
        return AlwaysSent.names(shape.name(), name)
                || (field.containsTrait(RequiredTrait.class) && !AlwaysSent.excuses(shape.name(), name));
    }

    private void value(String path, Shape owner, SdkField<?> field, JsonNode node) {
        var before = defects.size();
        parts(path, field, node);
        if (defects.size() == before) {
            owner.enumsOf(field).stream().filter(Class::isEnum).forEach(type -> constants(path, type, node));
        }
    }

    private void parts(String path, SdkField<?> field, JsonNode node) {
        if (node.isNull()) {
            note(path, "is null; AWS leaves out what is not there");
            return;
        }
        switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> structure(path, Shape.in(field), node);
            case LIST -> list(path, field.getRequiredTrait(ListTrait.class).memberFieldInfo(), node);
            case MAP -> map(path, field.getRequiredTrait(MapTrait.class).valueFieldInfo(), node);
            case DOCUMENT -> {
                // Free in form.
            }
            default -> leaf(path, field, node);
        }
    }

    private void list(String path, SdkField<?> element, JsonNode node) {
        if (!node.isArray()) {
            note(path, "should be a list, not " + node);
            return;
        }
        for (var i = 0; i < node.size(); i++) {
            parts(path + "[" + i + "]", element, node.get(i));
        }
    }

    private void map(String path, SdkField<?> value, JsonNode node) {
        if (!node.isObject()) {
            note(path, "should be a map, not " + node);
            return;
        }
        node.properties().forEach(entry -> parts(path(path, entry.getKey()), value, entry.getValue()));
    }

    private void leaf(String path, SdkField<?> field, JsonNode node) {
        var expected = form.wrong(field, node);
        if (!expected.isEmpty()) {
            note(path, "should be " + expected + ", not " + node);
        }
    }

    /** Every text in the value must be a constant: the text itself, the elements of a list, the keys of a map. */
    private void constants(String path, Class<?> type, JsonNode node) {
        if (node.isTextual()) {
            constant(path, type, node.textValue());
        } else if (node.isArray()) {
            node.forEach(element -> constants(path, type, element));
        } else {
            node.fieldNames().forEachRemaining(key -> constant(path, type, key));
        }
    }

    @SuppressWarnings("deprecation") // The name is what matters here.
    private void constant(String path, Class<?> typeOfMember, String text) {
        // AWS shows newer specs under the deprecated name, too, though its model does not list them there.
        var type = typeOfMember == CustomerMasterKeySpec.class ? KeySpec.class : typeOfMember;
        try {
            var constant = type.getMethod("fromValue", String.class).invoke(null, text);
            if (((Enum<?>) constant).name().equals("UNKNOWN_TO_SDK_VERSION")) {
                note(path, "is " + text + ", which " + type.getSimpleName() + " does not have");
            }
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(type + " is no enum of a service model", e);
        }
    }

    private void note(String path, String defect) {
        defects.add((path.isEmpty() ? "The body" : path) + " " + defect);
    }

    private static String path(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
