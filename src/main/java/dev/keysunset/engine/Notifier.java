package dev.keysunset.engine;

/** Tells people who are not looking. What is told is committed with the caller's transaction, or not at all, and sent later. */
public interface Notifier {
    /** Whether anybody at all is told of it; spares the caller to gather what nobody reads. */
    boolean listens(Notification.Kind kind);

    /** Joins the caller's transaction, and calls nobody. */
    void tell(Notification notification);
}
