package dev.keysunset.standin.storybook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** YAML, of which JSON is a part. */
final class Yaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Yaml() {}

    /**
     * Reads a document.
     *
     * @param source what messages name it by
     * @throws IllegalArgumentException if it is no YAML
     */
    static Field read(String source, String text) {
        try {
            return Field.of(source, MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new IllegalArgumentException(
                    source + ": line " + (place == null ? "?" : place.getLineNr()) + ": " + e.getOriginalMessage(), e);
        }
    }
}
