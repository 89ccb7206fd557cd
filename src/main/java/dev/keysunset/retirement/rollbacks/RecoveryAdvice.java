package dev.keysunset.retirement.rollbacks;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keysunset.core.Advice;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What to check and to repeat once a key is usable again, by service: read from {@code advice/recovery.yaml} at start. */
@Startup
@ApplicationScoped
public class RecoveryAdvice {
    private static final String FILE = "/advice/recovery.yaml";

    private final Book book;

    /** The file. */
    private record Book(Entry general, List<Entry> services) {}

    private record Entry(
            String service, @Nullable Signs signs, String comesBack, String check, String repeat, String source) {
        Advice advice() {
            return new Advice(
                    service, signs == null ? Signs.NONE.signs() : signs.signs(), comesBack, check, repeat, source);
        }
    }

    private record Signs(
            @Nullable List<String> invokedBy,
            @Nullable List<String> context,
            @Nullable List<String> principals) {
        static final Signs NONE = new Signs(null, null, null);

        Advice.Signs signs() {
            return new Advice.Signs(given(invokedBy), given(context), given(principals));
        }

        private static List<String> given(@Nullable List<String> texts) {
            return Objects.requireNonNullElse(texts, List.of());
        }
    }

    RecoveryAdvice() {
        try (var file = RecoveryAdvice.class.getResourceAsStream(FILE)) {
            book = new YAMLMapper().readValue(Objects.requireNonNull(file, FILE), Book.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the advice that this program carries cannot be read: " + FILE, e);
        }
    }

    /** For whoever needed the key. */
    public Advice general() {
        return book.general().advice();
    }

    /** In the order of the file. */
    public List<Advice> byService() {
        return book.services().stream().map(Entry::advice).toList();
    }
}
