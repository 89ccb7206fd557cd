package dev.keysunset.startup.refusal;

/** The service cannot start. The message is one sentence for the person who started it; no stack trace would tell them more. */
public class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefused(String message) {
        super(message);
    }

    public StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
