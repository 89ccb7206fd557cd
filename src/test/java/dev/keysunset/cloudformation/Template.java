package dev.keysunset.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A template as CloudFormation understands it, with as many of its functions as ours use. */
public final class Template {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");
    private static final Object NO_VALUE = new Object();

    private final Map<String, Object> document;
    private final Map<String, String> values = new TreeMap<>();

    private Template(Map<String, Object> document) {
        this.document = document;
    }

    /**
     * Reads a template for a stack.
     *
     * @param place the account and Region of the stack
     * @param parameters those that are not to have their defaults
     */
    public static Template read(String name, dev.keysunset.standin.key.Place place, Map<String, String> parameters) {
        var yaml = new Yaml(new Functions());
        Map<String, Object> document;
        try (var text = Files.newBufferedReader(Path.of("config/cloudformation", name))) {
            document = yaml.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var template = new Template(document);
        template.values.putAll(
                Map.of("AWS::Region", place.region(), "AWS::AccountId", place.account(), "AWS::Partition", "aws"));
        template.section("Parameters").forEach((parameter, declared) -> {
            var standard = map(declared).get("Default");
            if (standard != null) {
                template.values.put(parameter, standard.toString());
            }
        });
        template.values.putAll(parameters);
        return template;
    }

    /** What {@code Ref} and {@code GetAtt} of a resource come to; of the latter with a dot. */
    void know(String reference, String value) {
        values.put(reference, value);
    }

    /** A resource's type; empty where its condition does not hold. */
    Optional<String> type(String resource) {
        var declared = map(member(section("Resources"), resource));
        var condition = declared.get("Condition");
        return condition == null || holds(condition.toString())
                ? Optional.of(String.valueOf(declared.get("Type")))
                : Optional.empty();
    }

    public JsonNode properties(String resource) {
        return JSON.valueToTree(resolved(member(map(member(section("Resources"), resource)), "Properties")));
    }

    /** An event pattern refers to nothing, so that it can be asked for before anything is there. */
    JsonNode patternOf(String rule) {
        var properties = map(member(map(member(section("Resources"), rule)), "Properties"));
        return JSON.valueToTree(member(properties, "EventPattern"));
    }

    private boolean holds(String condition) {
        var equals = list(member(map(member(section("Conditions"), condition)), "Fn::Equals"));
        return resolved(equals.get(0)).equals(resolved(equals.get(1)));
    }

    private Object resolved(Object node) {
        return switch (node) {
            case Map<?, ?> function when function.size() == 1 && isFunction(function) -> called(function);
            case Map<?, ?> members -> {
                var resolved = new LinkedHashMap<String, Object>();
                members.forEach((name, value) -> {
                    var member = resolved(value);
                    if (member != NO_VALUE) {
                        resolved.put(name.toString(), member);
                    }
                });
                yield resolved;
            }
            case List<?> items ->
                items.stream()
                        .map(this::resolved)
                        .filter(item -> item != NO_VALUE)
                        .toList();
            default -> node;
        };
    }

    private static boolean isFunction(Map<?, ?> node) {
        var name = node.keySet().iterator().next().toString();
        return name.equals("Ref") || name.startsWith("Fn::");
    }

    private Object called(Map<?, ?> function) {
        var call = function.entrySet().iterator().next();
        return switch (call.getKey().toString()) {
            case "Ref" ->
                call.getValue().equals("AWS::NoValue")
                        ? NO_VALUE
                        : value(call.getValue().toString());
            case "Fn::GetAtt" -> value(call.getValue().toString());
            case "Fn::Sub" ->
                REFERENCE.matcher(call.getValue().toString()).replaceAll(reference -> value(reference.group(1)));
            case "Fn::If" -> {
                var choice = list(call.getValue());
                yield resolved(choice.get(holds(choice.get(0).toString()) ? 1 : 2));
            }
            default -> throw new IllegalArgumentException("no such function: " + call.getKey());
        };
    }

    private String value(String reference) {
        return Optional.ofNullable(values.get(reference))
                .orElseThrow(() -> new IllegalArgumentException("nobody knows " + reference));
    }

    private Map<String, Object> section(String name) {
        return map(document.getOrDefault(name, Map.of()));
    }

    private static Object member(Map<String, Object> map, String name) {
        return Optional.ofNullable(map.get(name))
                .orElseThrow(() -> new IllegalArgumentException("there is no " + name + " among " + map.keySet()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static List<?> list(Object node) {
        return (List<?>) node;
    }

    /** {@code !Ref x} is {@code {Ref: x}}, and {@code !Sub x} is {@code {Fn::Sub: x}}. */
    private static final class Functions extends SafeConstructor {
        Functions() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    var name = node.getTag().getValue().substring(1);
                    return Map.of(name.equals("Ref") ? name : "Fn::" + name, argument(node));
                }
            });
        }

        private Object argument(Node node) {
            return switch (node) {
                case ScalarNode scalar -> scalar.getValue();
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new IllegalArgumentException("a function of " + node.getNodeId());
            };
        }
    }
}
