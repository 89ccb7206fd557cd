package dev.keysunset.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A retirement as the service tells it. */
record Retirement(Json json) {
    private static final Set<String> ENDED = Set.of("REFUSED", "CANCELLED", "DELETED", "ROLLED_BACK");

    String id() {
        return json.required("/id");
    }

    String path() {
        return "/retirements/" + id();
    }

    String state() {
        return json.required("/state");
    }

    boolean ended() {
        return ENDED.contains(state());
    }

    /** The gate that is open, if one is. */
    Optional<Gate> gate() {
        return switch (state()) {
            case "AWAITING_DISABLE_APPROVAL" -> Optional.of(Gate.DISABLE);
            case "AWAITING_DELETION_APPROVAL" -> Optional.of(Gate.DELETE);
            default -> Optional.empty();
        };
    }

    /** How people call it: by an alias, or by the id of its first key. */
    String name() {
        return names().stream().findFirst().orElse(id());
    }

    /** An alias, or a member's key id or ARN. */
    List<String> names() {
        var arns = json.items("/members").stream()
                .map(member -> member.required("/keyArn"))
                .toList();
        return Stream.of(
                        json.texts("/aliases").stream(),
                        arns.stream().map(arn -> arn.substring(arn.indexOf('/') + 1)),
                        arns.stream())
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    /** Whoever types an alias may leave out its first word, as people do. */
    boolean named(String typed) {
        var text = typed.strip();
        return names().contains(text) || names().contains("alias/" + text);
    }

    /** Whether a person has to look: it waits for more than their own words, or for what passes by itself. */
    boolean needsALook() {
        return json.items("/attention").stream().anyMatch(waiting -> Attention.needsALook(waiting.required("/kind")))
                || state().equals("ROLLING_BACK");
    }

    /** Why an action cannot be done now, by its link. */
    Optional<String> shut(String action) {
        var link = json.at("/_links/" + action);
        return link.is("/possible") || !link.there()
                ? Optional.empty()
                : Optional.of(
                        link.required("/because") + " " + link.text("/remedy").orElse(""));
    }

    void describe(Report report) {
        report.line(name() + ": " + state() + " since " + Report.time(json.required("/since")));
        report.fact("retirement", id());
        json.items("/members")
                .forEach(member -> report.fact(
                        "key",
                        member.required("/keyArn") + " " + member.required("/keyState") + ", found "
                                + member.required("/foundState")));
        json.texts("/aliases").forEach(alias -> report.fact("alias", alias));
        report.fact(
                "submitted",
                Report.time(json.required("/submittedAt")) + " by " + json.required("/submittedBy") + ": "
                        + json.required("/reason"));
        json.text("/ticket").ifPresent(ticket -> report.fact("ticket", ticket));
        report.fact("policy", json.required("/policy/name") + ", version " + json.required("/policy/version"));
        if (json.at("/window").there()) {
            report.fact(
                    "window",
                    Report.time(json.required("/window/opensAt")) + " to "
                            + Report.time(json.required("/window/closesAt")));
        }
        json.text("/verdict/value")
                .ifPresent(verdict -> report.fact("verdict", verdict + ": " + json.required("/verdict/because")));
        json.text("/deletionDate").ifPresent(date -> report.fact("deletion date", Report.time(date)));
        if (json.at("/hold").there()) {
            report.fact("held", "by " + json.required("/hold/by") + ": " + json.required("/hold/reason"));
        }
        json.items("/attention").forEach(waiting -> {
            report.fact("waits", waiting.required("/kind") + ": " + waiting.required("/detail"));
            report.fact("", waiting.required("/remedy"));
        });
    }
}
