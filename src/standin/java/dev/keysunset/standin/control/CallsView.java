package dev.keysunset.standin.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.wire.CallLog;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** {@code GET /calls?since=&keyArn=&action=&workload=&errorCode=}: every call in the order in which AWS carried it out. */
public final class CallsView implements Control {
    private final CallLog log;

    public CallsView(CallLog log) {
        this.log = log;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of(
                "GET",
                "/calls",
                "every call as AWS received it; `?since=&keyArn=&action=&workload=&errorCode=`",
                this::show));
    }

    ControlAnswer show(ControlRequest request) {
        var fields = new Fields(request.parameters());
        var answer = Json.object();
        var calls = answer.putArray("calls");
        log.since(since(fields)).stream()
                .map(CallsView::view)
                .filter(call -> fits(fields, call, "keyArn") && fits(fields, call, "action"))
                .filter(call -> fits(fields, call, "workload") && fits(fields, call, "errorCode"))
                .forEach(calls::add);
        return ControlAnswer.ok(answer);
    }

    private static boolean fits(Fields fields, ObjectNode call, String member) {
        return fields.text(member).map(call.path(member).asText()::equals).orElse(true);
    }

    private static long since(Fields fields) {
        var text = fields.text("since").orElse("0");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("since: a sequence number, not " + text, e);
        }
    }

    static ObjectNode view(CallLog.Entry entry) {
        var call = entry.received();
        var view = Json.object()
                .put("seq", entry.seq())
                .put("time", entry.time().toString())
                .put("account", call.caller().account().orElse(""))
                .put("region", call.region())
                .put("principal", call.caller().arn())
                .put("service", call.service().prefix())
                .put("action", call.action())
                .put("status", entry.status())
                .put("requestId", call.provenance().requestId())
                .put("workload", call.provenance().workload());
        entry.session().ifPresent(session -> view.put("session", session));
        entry.sourceIdentity().ifPresent(source -> view.put("sourceIdentity", source));
        entry.key().map(KeyArn::toString).ifPresent(arn -> view.put("keyArn", arn));
        entry.errorCode().ifPresent(code -> view.put("errorCode", code));
        entry.fault().ifPresent(fault -> view.put("fault", fault));
        return view;
    }
}
