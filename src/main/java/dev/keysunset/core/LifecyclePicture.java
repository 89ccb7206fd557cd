package dev.keysunset.core;

import java.util.EnumSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The lifecycle as a Mermaid state diagram, made from {@link Transition#ALL}, so that the picture in the docs cannot drift. */
public final class LifecyclePicture {
    private LifecyclePicture() {}

    public static String mermaid() {
        var edges = Transition.ALL.stream()
                .collect(Collectors.groupingBy(
                        edge -> edge.from() + " --> " + edge.to(),
                        TreeMap::new,
                        Collectors.mapping(edge -> edge.cause().name(), Collectors.joining(", "))));
        var text = new StringBuilder("stateDiagram-v2\n    [*] --> SUBMITTED\n");
        edges.forEach((edge, causes) ->
                text.append("    ").append(edge).append(": ").append(causes).append('\n'));
        EnumSet.allOf(StateName.class).stream()
                .filter(StateName::terminal)
                .forEach(state -> text.append("    ").append(state).append(" --> [*]\n"));
        return text.toString();
    }
}
