package dev.keysunset.retirement.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.core.Severity;
import dev.keysunset.core.Timetable;
import dev.keysunset.retirement.api.PlanDocument.Item;
import dev.keysunset.retirement.plan.PlanItem.Saving;
import dev.keysunset.retirement.plan.PlanSummary;
import dev.keysunset.retirement.plan.Planning;
import dev.keysunset.web.CsvRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a plan while it is made, item by item. */
@ApplicationScoped
class PlanWriting {
    private static final String HEADER = CsvRow.of(
            "outlook",
            "keys",
            "disabledAt",
            "windowOpensAt",
            "windowClosesAt",
            "scheduledAt",
            "deletionDate",
            "monthlySaving",
            "currency",
            "blockers",
            "warnings",
            "unreadable",
            "because");

    private final ObjectMapper mapper;

    PlanWriting(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void json(Planning.Run run, List<String> heldBack, OutputStream out) throws IOException {
        var generator = mapper.getFactory().createGenerator(out);
        generator.writeStartObject();
        generator.writePOJOField("id", run.id());
        generator.writePOJOField(
                "policy",
                new RetirementDocument.PolicyName(
                        run.policy().name().name(), run.policy().name().version()));
        generator.writePOJOField("heldBack", heldBack);
        generator.writeArrayFieldStart("items");
        var summary = run.eachTo(item -> write(generator, Item.of(item)));
        generator.writeEndArray();
        generator.writePOJOField("summary", summary);
        generator.writeEndObject();
        generator.flush();
    }

    private static void write(JsonGenerator generator, Item item) {
        try {
            generator.writePOJO(item);
            // Whoever reads sees each item when it is known; the next may take seconds.
            generator.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void csv(Planning.Run run, OutputStream out) throws IOException {
        write(out, HEADER);
        var summary = run.eachTo(item -> {
            try {
                write(out, row(Item.of(item)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        write(out, row(run, summary));
    }

    private static String row(Item item) {
        var dates = item.prospect().dates();
        var saving = item.prospect().monthlySaving();
        return CsvRow.of(
                item.outlook(),
                item.refusal()
                        .map(PlanDocument.Refusal::asked)
                        .orElseGet(() -> joined(item.members(), PlanDocument.PlannedMember::keyArn)),
                dates.map(Timetable::disabledAt).map(Instant::toString).orElse(""),
                dates.map(Timetable::windowOpensAt).map(Instant::toString).orElse(""),
                dates.map(Timetable::windowClosesAt).map(Instant::toString).orElse(""),
                dates.map(Timetable::scheduledAt).map(Instant::toString).orElse(""),
                dates.map(Timetable::deletionDate).map(Instant::toString).orElse(""),
                saving.map(Saving::monthly).map(Object::toString).orElse(""),
                saving.map(Saving::currency).orElse(""),
                item.refusal().map(refusal -> refusal.problem().detail()).orElseGet(() -> said(item, Severity.BLOCKER)),
                said(item, Severity.WARNING),
                joined(item.evidence().unreadable(), attention -> attention.detail()),
                String.join(" ", item.prospect().because()));
    }

    /** The last row, by which a whole plan is known. */
    private static String row(Planning.Run run, PlanSummary summary) {
        var saving = summary.monthlySaving();
        return CsvRow.of(
                "SUMMARY",
                "plan " + run.id() + ": " + summary.ready() + " ready, " + summary.blocked() + " blocked, "
                        + summary.refused() + " refused",
                "",
                "",
                "",
                "",
                "",
                saving.map(Saving::monthly).map(Object::toString).orElse(""),
                saving.map(Saving::currency).orElse(""),
                "",
                "",
                summary.unreadable().asPlanned() + " could not be read; "
                        + summary.unreadable().asScanned() + " could not be judged by the filter",
                "");
    }

    private static String said(Item item, Severity severity) {
        return item.evidence().findings().stream()
                .filter(finding -> finding.severity() == severity)
                .map(FindingDocument::detail)
                .collect(Collectors.joining(" "));
    }

    private static <T> String joined(List<T> things, Function<T, String> text) {
        return things.stream().map(text).collect(Collectors.joining(" "));
    }

    private static void write(OutputStream out, String row) throws IOException {
        out.write(row.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
