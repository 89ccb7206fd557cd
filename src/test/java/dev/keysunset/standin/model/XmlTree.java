package dev.keysunset.standin.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Reads the XML of the Query protocol into the tree that a JSON answer would have been. */
final class XmlTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private XmlTree() {}

    static Element parse(String xml) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            // What is wrong is in the exception; the standard handler prints it, too.
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("Not XML: " + xml, e);
        }
    }

    /** A structure; elements that the model does not know stay in the tree, so that they are seen. */
    static ObjectNode structure(Shape shape, Element element) {
        var tree = NODES.objectNode();
        for (var child : children(element)) {
            var field = shape.members().get(child.getTagName());
            if (field == null) {
                tree.put(child.getTagName(), child.getTextContent());
            } else if (isFlat(field)) {
                tree.withArray("/" + child.getTagName())
                        .add(value(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), child));
            } else {
                tree.set(child.getTagName(), value(field, child));
            }
        }
        return tree;
    }

    private static boolean isFlat(SdkField<?> field) {
        return field.getOptionalTrait(ListTrait.class)
                .filter(ListTrait::isFlattened)
                .isPresent();
    }

    private static JsonNode value(SdkField<?> field, Element element) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> structure(Shape.in(field), element);
            case LIST -> list(field.getRequiredTrait(ListTrait.class), element);
            case MAP -> map(field.getRequiredTrait(MapTrait.class), element);
            default -> NODES.textNode(element.getTextContent());
        };
    }

    private static JsonNode list(ListTrait trait, Element element) {
        // The SDK names an element only where it is not the protocol's usual one.
        var name = Objects.requireNonNullElse(trait.memberLocationName(), "member");
        ArrayNode list = NODES.arrayNode();
        for (var child : children(element)) {
            if (!child.getTagName().equals(name)) {
                return NODES.textNode("<" + child.getTagName() + "> where a list has <" + name + ">");
            }
            list.add(value(trait.memberFieldInfo(), child));
        }
        return list;
    }

    private static JsonNode map(MapTrait trait, Element element) {
        var map = NODES.objectNode();
        for (var entry : children(element)) {
            var parts = children(entry);
            if (parts.size() != 2
                    || !parts.getFirst().getTagName().equals(trait.keyLocationName())
                    || !parts.getLast().getTagName().equals(trait.valueLocationName())) {
                return NODES.textNode("<" + entry.getTagName() + "> is no entry of a map");
            }
            map.set(parts.getFirst().getTextContent(), value(trait.valueFieldInfo(), parts.getLast()));
        }
        return map;
    }

    static List<Element> children(Element element) {
        var nodes = element.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    /** The text of a child element; empty if there is none. */
    static String text(Element element, String child) {
        return children(element).stream()
                .filter(candidate -> candidate.getTagName().equals(child))
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }
}
