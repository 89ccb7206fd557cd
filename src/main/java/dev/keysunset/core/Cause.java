package dev.keysunset.core;

import java.util.Set;

/** Why a retirement moved. */
public enum Cause {
    ASSESSED("nothing found speaks against it"),
    BLOCKER("a finding forbids it"),
    KEY_GONE("a member does not exist any more"),
    APPROVED("the required people approved"),
    REJECTED("a person rejected it"),
    CANCELLED("a person cancelled it"),
    ASSESSMENT_CHANGED("the approval no longer holds for the facts of now"),
    CONFIRMED_DISABLED("AWS confirms every member disabled"),
    WATCH_CLEAR("the whole window was watched and nobody needed the key"),
    WATCH_GAP("the watch can no longer prove the window"),
    WINDOW_RESTARTED("a person restarted the window"),
    WINDOW_EXTENDED("a person extended the window"),
    WINDOW_OPENED("the first canary came back"),
    GAP_BEYOND_REPAIR("a part of the window can never be proven any more"),
    CONFIRMED_SCHEDULED("AWS confirms every member scheduled for deletion"),
    DATE_CHANGED("AWS named another deletion date"),
    SIGHTING("somebody needs the key"),
    DRIFT("somebody else changed a member"),
    ORDERED("an operator ordered the rollback"),
    BLIND_NEAR_DELETION("the watch cannot see close to the deletion date"),
    UNWATCHED_TOO_LONG("nobody watched for longer than the policy allows"),
    RESTORED("every member is as it was found"),
    DELETION_PROVEN("AWS answers that every member is gone"),
    LATE_EFFECT("an effect of ours arrived after the rollback");

    /** Nobody was seen, and no fault was found: what a person wanted says nothing of the key. */
    public static final Set<Cause> BY_WORD_OF_A_PERSON = Set.of(ORDERED, REJECTED);

    private final String text;

    Cause(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
