package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ID_OR_ARN;

import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.kms.Paging.Listing;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tags and the description of a key. */
final class LabelOperations {
    private static final Listing<Map.Entry<String, String>> TAGS = new Listing<>(
            "Tags", 50, tag -> Json.object().put("TagKey", tag.getKey()).put("TagValue", tag.getValue()));

    private final Paging paging;

    LabelOperations(Paging paging) {
        this.paging = paging;
    }

    List<Operation> all() {
        var label = new Traits(ID_OR_ARN, Rule.LABEL, false, false);
        return List.of(
                new OnKey("TagResource", label, LabelOperations::tagResource),
                new OnKey("UntagResource", label, LabelOperations::untagResource),
                new OnKey(
                        "ListResourceTags", new Traits(ID_OR_ARN, Rule.ANY_STATE, true, false), this::listResourceTags),
                new OnKey("UpdateKeyDescription", label, LabelOperations::updateKeyDescription));
    }

    private static Answer tagResource(KeyCall call) {
        Tags.put(call.key(), call.call().parameters().path("Tags"));
        return KeyAnswer.changed(call.key());
    }

    private static Answer untagResource(KeyCall call) {
        call.call()
                .parameters()
                .path("TagKeys")
                .forEach(name -> call.key().tags().remove(name.asText()));
        return KeyAnswer.changed(call.key());
    }

    private Answer listResourceTags(KeyCall call) {
        var tags = new TreeMap<String, Map.Entry<String, String>>();
        call.key().tags().entrySet().forEach(tag -> tags.put(tag.getKey(), tag));
        return Answer.read(paging.page(call.call(), TAGS, tags));
    }

    private static Answer updateKeyDescription(KeyCall call) {
        call.key().describe(call.call().requiredText("Description"));
        return KeyAnswer.changed(call.key());
    }
}
