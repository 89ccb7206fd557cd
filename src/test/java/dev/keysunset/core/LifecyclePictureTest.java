package dev.keysunset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LifecyclePictureTest {
    @Test
    void showsInTheDocsWhatTheCodeDeclares() throws IOException {
        var page = Files.readString(Path.of("docs/guide/lifecycle.md"));
        assertThat(page)
                .as("docs/guide/lifecycle.md must hold exactly this picture")
                .contains("```mermaid\n" + LifecyclePicture.mermaid() + "```");
    }
}
