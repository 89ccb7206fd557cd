package dev.keysunset.console;

import dev.keysunset.web.Query;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** What a page answers to the form that led to it. */
public enum Told {
    SUBMITTED("Submitted. It is being assessed."),
    APPROVED("Your approval is recorded."),
    REJECTED("Your rejection is recorded. The next step obeys."),
    WITHDRAWN("Your decision is taken back."),
    ORDERED("Recorded. The next step obeys."),
    HELD("Held. Nothing is disabled or scheduled until the hold is released; a rollback still goes on."),
    ASSIGNED("Assigned."),
    ACKNOWLEDGED("Acknowledged: you look after it."),
    COMMENTED("Your comment stands in the history."),
    RESOLVED("Resolved."),
    STOPPED("Stopped. Nothing is disabled or scheduled there any more; rollbacks go on."),
    RELEASED("Released."),
    GUARDED("Guarded. Whoever needs it is kept and told; nothing is done to it."),
    UNGUARDED("Guarded no longer. What was seen stays."),
    PROPOSED("Proposed. Nothing is changed at AWS before another person approves it."),
    DECIDED("Your word is recorded; what became of it stands below."),
    REPLAYED("It is told again, as soon as the target takes it."),
    SCANNING("The accounts are being read again.");

    private final String text;

    Told(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Leads to that page, by GET, so that a reload repeats nothing. */
    public Response at(String path) {
        return Response.seeOther(URI.create(path + "?done=" + this)).build();
    }

    /** From the query of the page that a form led to. */
    public static Optional<Told> of(Optional<String> done) {
        return new Query("done", done).oneOf(Told.class);
    }
}
