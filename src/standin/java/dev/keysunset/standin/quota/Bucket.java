package dev.keysunset.standin.quota;

/** A bucket of tokens, full at first: every call takes one, and they come back at a steady rate. */
final class Bucket {
    private double tokens;
    private Moment filled;

    Bucket(double capacity, Moment now) {
        this.tokens = capacity;
        this.filled = now;
    }

    /** Takes a token if there is one. */
    boolean take(double capacity, double perSecond, Moment now) {
        tokens = Math.min(capacity, tokens + Math.max(0, now.secondsSince(filled)) * perSecond);
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
