package dev.keysunset.standin.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.Json;
import java.util.ArrayList;
import java.util.TreeMap;

/** A message as ReceiveMessage shows it: with the attributes that were asked for and no others. */
final class MessageView {

    ObjectNode of(QueueArn queue, Message message, Parameters asked) {
        var letter = message.letter();
        var view = Json.object()
                .put("MessageId", letter.id())
                .put("ReceiptHandle", Receipt.of(queue, message).handle())
                .put("MD5OfBody", Md5.of(letter.body()))
                .put("Body", letter.body());
        var system = system(message, asked);
        if (!system.isEmpty()) {
            view.set("Attributes", system);
        }
        var selected = letter.attributes().selected(asked.texts("MessageAttributeNames"));
        if (!selected.isEmpty()) {
            view.put("MD5OfMessageAttributes", selected.md5());
            view.set("MessageAttributes", selected.json());
        }
        return view;
    }

    /** AttributeNames is what MessageSystemAttributeNames was called before; both are answered. */
    private static ObjectNode system(Message message, Parameters asked) {
        var names = new ArrayList<>(asked.texts("MessageSystemAttributeNames"));
        names.addAll(asked.texts("AttributeNames"));
        var known = new TreeMap<String, String>();
        known.put("SenderId", message.letter().sender());
        known.put("SentTimestamp", Long.toString(message.letter().sent().toEpochMilli()));
        known.put("ApproximateReceiveCount", Integer.toString(message.receives()));
        message.firstReceived()
                .ifPresent(first -> known.put("ApproximateFirstReceiveTimestamp", Long.toString(first.toEpochMilli())));
        message.letter().cameFrom().ifPresent(source -> known.put("DeadLetterQueueSourceArn", source.toString()));
        var system = Json.object();
        known.forEach((name, value) -> {
            if (names.contains("All") || names.contains(name)) {
                system.put(name, value);
            }
        });
        return system;
    }
}
