package dev.keysunset.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Lets a {@link Streamed} write itself. StreamingOutput would be the standard's way, but Quarkus looks for writers by class before
 * interface, and takes its lambda for an object to be written as JSON. The media types are named because a writer for a type goes
 * before one for any.
 */
@Provider
@Priority(Priorities.USER - 1)
@Produces({MediaType.APPLICATION_JSON, "text/csv", "application/x-ndjson"})
public class StreamedWriter implements MessageBodyWriter<Streamed> {
    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Streamed.class;
    }

    @Override
    public void writeTo(
            Streamed streamed,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        streamed.writing().to(out);
    }
}
