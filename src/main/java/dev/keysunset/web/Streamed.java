package dev.keysunset.web;

import java.io.IOException;
import java.io.OutputStream;

/** A body that is written while it is made. */
public record Streamed(Writing writing) {
    /** Writes the body, and flushes what shall be seen at once. */
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }
}
