package dev.keysunset.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every mistake is caught, and by the law that should catch it. */
@Tag("compute")
@Execution(ExecutionMode.CONCURRENT)
class MutantsTest {
    private static final Path PATCHES = Path.of("src", "test", "resources", "mutants");
    private static final Path TABLE = Path.of("docs", "reliability.md");
    private static final String BEGIN = "<!-- mutants, checked by MutantsTest -->\n";
    private static final String END = "<!-- end of mutants -->\n";

    @TestFactory
    Stream<DynamicTest> areCaught() {
        var trials = new ArrayList<DynamicTest>();
        try (var lanes = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (var mutant : mutants()) {
                var trial = new FutureTask<>((Callable<Optional<String>>) () -> caught(mutant));
                lanes.execute(trial);
                trials.add(DynamicTest.dynamicTest(mutant.name(), () -> assertCaught(mutant, trial.get())));
            }
        }
        return trials.stream();
    }

    @TestFactory
    Stream<DynamicTest> areNotCaughtWhereThereAreNone() {
        return mutants().stream()
                .map(Mutant::judge)
                .filter(Mutant.Judge.Test.class::isInstance)
                .map(judge -> ((Mutant.Judge.Test) judge).className())
                .distinct()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertThat(TestRun.failure(
                                        MutatedClasses.unchanged().loadClass(name)))
                                .isEmpty()));
    }

    @Test
    void standInTheDocumentation() throws IOException {
        var rows = new StringBuilder("\n| what is broken | breaks | caught by |\n|---|---|---|\n");
        for (var mutant : mutants()) {
            rows.append("| %s | %s | %s |%n"
                    .formatted(mutant.says(), String.join(", ", mutant.invariants()), mutant.judge()));
        }
        rows.append('\n');
        var page = Files.readString(TABLE);
        var before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        var after = page.substring(page.indexOf(END));
        if (Boolean.getBoolean("keysunset.mutants.write")) {
            Files.writeString(TABLE, before + rows + after);
        } else {
            assertThat(page)
                    .as("write the table with ./mvnw test -Dtest=MutantsTest -Dkeysunset.mutants.write=true")
                    .isEqualTo(before + rows + after);
        }
    }

    private static void assertCaught(Mutant mutant, Optional<String> failure) {
        assertThat(failure).as("nobody caught: %s", mutant.says()).isPresent();
        if (mutant.judge() instanceof Mutant.Judge.Laws) {
            var law = failure.orElseThrow();
            assertThat(mutant.invariants()).contains(law.substring(0, law.indexOf(':')));
        }
    }

    private static Optional<String> caught(Mutant mutant) throws ReflectiveOperationException, IOException {
        var classes = MutatedClasses.compile(mutant.sources());
        return switch (mutant.judge()) {
            case Mutant.Judge.Laws(var seeds, var faults) -> {
                var trial = classes.loadClass("dev.keysunset.simulation.Trial")
                        .getMethod("breach", int.class, Collection.class);
                @SuppressWarnings("unchecked")
                var breach = (Optional<String>) trial.invoke(null, seeds, faults);
                yield breach;
            }
            case Mutant.Judge.Test(var className) -> TestRun.failure(classes.loadClass(className));
        };
    }

    private static List<Mutant> mutants() {
        try (var files = Files.list(PATCHES)) {
            return files.sorted()
                    .map(file -> {
                        try {
                            return Mutant.read(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
