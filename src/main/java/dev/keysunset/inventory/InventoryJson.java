package dev.keysunset.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.keysunset.core.Grant;
import dev.keysunset.core.Rotation;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON columns, by a mapper of their own: what the API's is set to must not change what was stored. */
final class InventoryJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private InventoryJson() {}

    @Converter
    static class Tags implements AttributeConverter<Map<String, String>, String> {
        @Override
        public String convertToDatabaseColumn(Map<String, String> tags) {
            return write(tags);
        }

        @Override
        public Map<String, String> convertToEntityAttribute(String json) {
            return read(json, new TypeReference<>() {});
        }
    }

    @Converter
    static class Causes implements AttributeConverter<List<Unreadable>, String> {
        @Override
        public String convertToDatabaseColumn(List<Unreadable> unreadable) {
            return write(unreadable);
        }

        @Override
        public List<Unreadable> convertToEntityAttribute(String json) {
            return read(json, new TypeReference<>() {});
        }
    }

    @Converter
    static class Grants implements AttributeConverter<List<Grant>, String> {
        @Override
        public String convertToDatabaseColumn(List<Grant> grants) {
            return write(grants);
        }

        @Override
        public List<Grant> convertToEntityAttribute(String json) {
            return read(json, new TypeReference<>() {});
        }
    }

    @Converter
    static class Rotations implements AttributeConverter<Rotation, String> {
        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Rotation rotation) {
            return rotation == null ? null : write(rotation);
        }

        @Override
        public @Nullable Rotation convertToEntityAttribute(@Nullable String json) {
            return json == null ? null : read(json, new TypeReference<>() {});
        }
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be stored as JSON: " + value, e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read as " + type.getType(), e);
        }
    }
}
