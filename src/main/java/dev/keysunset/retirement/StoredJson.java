package dev.keysunset.retirement;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.keysunset.core.Finding;
import dev.keysunset.core.KeyArn;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * JSON as it stands in the database. A mapper of its own: what the API's mapper is set to must not change what was stored.
 */
public final class StoredJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addSerializer(KeyArn.class, ToStringSerializer.instance)
                    .addDeserializer(KeyArn.class, new KeyArnReader()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StoredJson() {}

    public static String of(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be stored as JSON: " + value, e);
        }
    }

    public static List<Finding> findings(String json) {
        return read(json, new TypeReference<>() {});
    }

    public static Map<String, Object> map(String json) {
        return read(json, new TypeReference<>() {});
    }

    public static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read as " + type.getType(), e);
        }
    }

    private static final class KeyArnReader extends StdDeserializer<KeyArn> {
        private static final long serialVersionUID = 1L;

        KeyArnReader() {
            super(KeyArn.class);
        }

        @Override
        public KeyArn deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return KeyArn.of(parser.getValueAsString());
        }
    }
}
