package dev.keysunset.simulation;

/** What may go wrong. Each seed draws its own few kinds: with five of them it finds what a seed with all of them drowns. */
enum Fault {
    /** Per port call: the replica dies, and is started again after a while. */
    CRASH(0.004),
    /** Per port call: a garbage collection or a stopped process, shorter than a lease or longer. */
    PAUSE(0.01),
    /** Per port call: a machine asleep for hours; it goes on in the middle of its sentence. */
    FREEZE(0.001),
    /** Per effect: it took effect and nobody was told; as often, it never arrived. */
    LOST_ANSWER(0.3),
    /** Per effect: it arrives minutes after it timed out. */
    LATE_EFFECT(0.3),
    /** Per effect that arrives after its fence: AWS carries it out, as where a key policy names the session itself. */
    LEAKING_FENCE(0.8),
    /** Per read of a key. */
    UNREADABLE_KEY(0.1),
    /** Per read of a key that has just changed: the state before the change. */
    STALE_READ(0.5),
    /** Per page of a feed. */
    UNREADABLE_PAGE(0.1),
    /** Per page of a feed: it is away for hours, or for days. */
    OUTAGE(0.01),
    /** Per look at what a feed stands on. */
    UNREADABLE_FOOTING(0.1),
    /** Per page of a feed: nothing on it, and a token for the next. */
    EMPTY_PAGE(0.3),
    /** Per record: CloudTrail delivers it hours after its lag. */
    LATE_RECORD(0.1),
    /** Per record: no feed ever delivers it. */
    LOST_RECORD(0.05),
    /** Per day: somebody stops the trail and starts it again hours or days later, while every read goes on succeeding. */
    STOPPED_TRAIL(0.1),
    /** Per canary: our role may call none for hours or days. */
    DENIED_CANARIES(0.02),
    /** Per canary: no answer came; as often, it never arrived. */
    UNANSWERED_CANARY(0.3),
    /** Per commit: nothing was written. */
    FAILED_COMMIT(0.03),
    /** Per commit: it was written, and the connection was lost before anybody was told. */
    UNKNOWN_COMMIT(0.03),
    /** Per day and key: somebody with rights of their own changes its state directly at AWS. */
    MEDDLING(0.03),
    /** Per effect of ours: the same, within the next minutes. */
    MEDDLING_AT_A_BAD_MOMENT(0.2),
    /** Per look of a person at a retirement. */
    CALLING_OFF(0.02),
    NEW_WINDOW(0.04),
    HOLD(0.04),
    WITHDRAWAL(0.06),
    REJECTION(0.03),
    /** Per step of a retirement: one of these orders, while the step is under way or just after. */
    ORDER_AT_A_BAD_MOMENT(0.1),
    /** Per look: nobody of them is in for days, and what they gave grows old. */
    ABSENCE(0.1);

    /** How often, where a seed draws the most of it. */
    final double most;

    Fault(double most) {
        this.most = most;
    }
}
