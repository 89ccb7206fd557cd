package dev.keysunset.standin.control;

import dev.keysunset.standin.fault.Fault;
import dev.keysunset.standin.fault.FaultDetails;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Limits;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.fault.Target.Trait;
import dev.keysunset.standin.trail.DeliveryFaults.Destination;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the rule of {@code POST /faults}, all but {@code kind} optional:
 *
 * <ul>
 *   <li>{@code kind}: one of {@link dev.keysunset.standin.fault.FaultKind},
 *       {@link dev.keysunset.standin.fault.ReadFault} and {@link dev.keysunset.standin.fault.RecordFault}
 *   <li>which calls: {@code service: "kms"}, {@code action: "DisableKey"}, {@code account}, {@code region},
 *       {@code keyArn}, {@code principal}: a part of the caller's ARN, such as a session's name
 *   <li>when and how often: {@code times: 3}, {@code after: 2} calls, {@code from} and {@code until}: instants of
 *       domain time, {@code for: "PT2H"} instead of {@code until}, {@code chance: 0.1}
 *   <li>how: {@code delay: "PT5M"}, {@code connection: "cut" | "kept"}, {@code error: "DependencyTimeoutException"},
 *       {@code destinations: ["EVENT_HISTORY", "LOG_GROUP", "EVENTBRIDGE"]}
 * </ul>
 */
final class FaultReader {
    private FaultReader() {}

    static FaultRule read(Fields fields, Instant now) {
        return new FaultRule(
                fault("kind", fields.required("kind")), target(fields), limits(fields, now), details(fields));
    }

    static Fault fault(String field, String name) {
        try {
            return Fault.named(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
        }
    }

    static Target target(Fields fields) {
        var target = Target.ANY;
        for (var trait : Trait.values()) {
            var value = fields.text(field(trait));
            target = value.isPresent() ? target.with(trait, value.get()) : target;
        }
        return target;
    }

    static String field(Trait trait) {
        return switch (trait) {
            case SERVICE -> "service";
            case ACTION -> "action";
            case ACCOUNT -> "account";
            case REGION -> "region";
            case KEY_ARN -> "keyArn";
            case PRINCIPAL -> "principal";
        };
    }

    private static Limits limits(Fields fields, Instant now) {
        var times = fields.number("times").map(OptionalInt::of).orElseGet(OptionalInt::empty);
        var from = fields.instant("from");
        var until = fields.instant("until").or(() -> fields.duration("for").map(from.orElse(now)::plus));
        return new Limits(
                times,
                fields.number("after").orElse(0),
                from,
                until,
                chance(fields).orElse(1.0));
    }

    static Optional<Double> chance(Fields fields) {
        return fields.text("chance").map(text -> {
            var chance = fields.node().path("chance").asDouble(-1);
            if (chance < 0 || chance > 1) {
                throw new IllegalArgumentException("chance: from 0 to 1, not " + text);
            }
            return chance;
        });
    }

    private static FaultDetails details(Fields fields) {
        var destinations = EnumSet.noneOf(Destination.class);
        fields.node()
                .path("destinations")
                .forEach(name -> destinations.add(Fields.constant("destinations", name.asText(), Destination.class)));
        var cuts = fields.text("connection").map(FaultReader::cuts).orElse(false);
        return new FaultDetails(
                fields.text("error"),
                fields.duration("delay"),
                cuts,
                destinations.isEmpty() ? EnumSet.allOf(Destination.class) : destinations);
    }

    private static boolean cuts(String connection) {
        return switch (connection) {
            case "cut" -> true;
            case "kept" -> false;
            default -> throw new IllegalArgumentException("connection: cut or kept, not " + connection);
        };
    }
}
