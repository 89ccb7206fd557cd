package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Service;
import java.util.Set;

/** How the services that speak AWS Query write lists, maps and error codes in XML. */
enum XmlDialect {
    /** Lists of {@code member}, maps of {@code entry}, and codes as they are. */
    WRAPPED {
        @Override
        String list(String action, String name, JsonNode list) {
            return elements(action, name, "member", list);
        }

        @Override
        String map(String name, JsonNode map) {
            var entries = new StringBuilder();
            map.properties()
                    .forEach(entry -> entries.append(element(
                            "entry",
                            element("key", escaped(entry.getKey()))
                                    + element("value", members("", entry.getValue())))));
            return element(name, entries.toString());
        }

        @Override
        String code(AwsError error) {
            return error.code();
        }
    },

    /** Lists whose elements are called as the list is, in the singular. */
    SINGULAR {
        @Override
        String list(String action, String name, JsonNode list) {
            return elements(action, name, name.replaceFirst("s$", ""), list);
        }

        @Override
        String map(String name, JsonNode map) {
            return WRAPPED.map(name, map);
        }

        @Override
        String code(AwsError error) {
            return error.code();
        }
    },

    /** EC2: lists of {@code item}. */
    ITEMS {
        @Override
        String list(String action, String name, JsonNode list) {
            return elements(action, name, "item", list);
        }

        @Override
        String map(String name, JsonNode map) {
            throw new IllegalArgumentException("EC2 has no maps: " + name);
        }

        @Override
        String code(AwsError error) {
            return error.code();
        }
    },

    /** SQS: every element of a list and every pair of a map stands for itself, under a name in the singular. */
    FLAT {
        @Override
        String list(String action, String name, JsonNode list) {
            var singular = switch (name) {
                case "Successful" -> action + "ResultEntry";
                case "Failed" -> "BatchResultErrorEntry";
                case "Results" -> action + "ResultEntry";
                case "queueUrls" -> "QueueUrl";
                default -> name.replaceFirst("s$", "");
            };
            var elements = new StringBuilder();
            list.forEach(element -> elements.append(element(singular, members(action, element))));
            return elements.toString();
        }

        @Override
        String map(String name, JsonNode map) {
            var key = name.equals("Tags") ? "Key" : "Name";
            var pairs = new StringBuilder();
            map.properties()
                    .forEach(pair -> pairs.append(element(
                            name.replaceFirst("s$", ""),
                            element(key, escaped(pair.getKey())) + element("Value", members("", pair.getValue())))));
            return pairs.toString();
        }

        @Override
        String code(AwsError error) {
            return QueryErrorCodes.of(error);
        }
    };

    /** The members that are maps; all other objects are structures. */
    private static final Set<String> MAPS = Set.of("Attributes", "MessageAttributes", "Tags");

    /** How a service that speaks AWS Query writes its lists. */
    static XmlDialect of(Service service) {
        return service == Service.RDS || service == Service.REDSHIFT ? SINGULAR : WRAPPED;
    }

    String elements(String action, String name, String elementName, JsonNode list) {
        var elements = new StringBuilder();
        list.forEach(element -> elements.append(element(elementName, members(action, element))));
        return element(name, elements.toString());
    }

    abstract String list(String action, String name, JsonNode list);

    abstract String map(String name, JsonNode map);

    abstract String code(AwsError error);

    /** The content of an element: a text, or the elements of all members. */
    String members(String action, JsonNode node) {
        if (node.isValueNode()) {
            return escaped(node.asText());
        }
        var xml = new StringBuilder();
        node.properties().forEach(member -> {
            var name = member.getKey();
            var value = member.getValue();
            if (value.isArray()) {
                xml.append(list(action, name, value));
            } else if (value.isObject() && MAPS.contains(name)) {
                xml.append(map(name, value));
            } else {
                xml.append(element(name, members(action, value)));
            }
        });
        return xml.toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\r", "&#xD;");
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }
}
