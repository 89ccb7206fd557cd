package dev.keysunset;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the arrows between the rooms, and what keeps core and engine replayable from a seed. */
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {

    private static final String ROOT = "dev.keysunset";
    private static final String STANDIN = ROOT + ".standin..";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final JavaClasses STANDIN_PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages(ROOT + ".standin")
            .that(are(describe("the program itself", ArchitectureTest::isStandinSource)));

    @Test
    void everyClassLivesInARoom() {
        check(classes()
                .should()
                .resideInAnyPackage(rooms(
                        "core",
                        "engine",
                        "watch",
                        "retirement",
                        "inventory",
                        "guardrails",
                        "audit",
                        "notify",
                        "access",
                        "aws",
                        "web",
                        "console",
                        "command",
                        "startup"))
                .orShould()
                .resideInAPackage(ROOT));
    }

    @Test
    void coreKnowsOnlyTheJdk() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".core..", "java..", "org.jspecify.annotations.."));
    }

    @Test
    void engineKnowsCoreAndNoTechnology() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".engine..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".core..",
                        ROOT + ".engine..",
                        "java..",
                        "jakarta.inject..",
                        "jakarta.enterprise..",
                        "io.smallrye.config..",
                        "org.jboss.logging..",
                        "org.jspecify.annotations.."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"retirement", "watch", "inventory", "guardrails", "audit", "notify", "aws", "access", "web"})
    void aFeatureRoomKnowsOnlyTheSharedRooms(String room) {
        var shared = rooms("core", "engine", "access", "web", room);
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(shared)))));
    }

    /**
     * The pages are drawn from what the feature rooms answer, and reach AWS, channels and settings through nobody else: of who is told they
     * know what the API says.
     */
    @Test
    void consoleKnowsTheRoomsItDraws() {
        var drawn = rooms(
                "core",
                "engine",
                "access",
                "web",
                "retirement",
                "watch",
                "inventory",
                "guardrails",
                "notify.api",
                "console");
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".console..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(drawn)))));
    }

    /** It speaks to a service over HTTP as anybody does, and starts without what a service needs. */
    @Test
    void commandKnowsNobody() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".command..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".command..",
                        "java..",
                        "picocli..",
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..",
                        "org.jspecify.annotations.."));
    }

    @Test
    void roomsAreFreeOfCycles() {
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    /** What stands directly in a room is a package among those of the room. */
    @Test
    void packagesAreFreeOfCycles() {
        check(slices().assignedFrom(packages()).should().beFreeOfCycles());
    }

    @Test
    void onlyAwsKnowsTheAwsSdk() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".aws..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.."));
    }

    @Test
    void nobodyKnowsTheStandin() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage(STANDIN));
    }

    /** Its runnable jar holds these libraries and no others: see src/standin/assembly.xml. */
    @Test
    void standinKnowsNobodyAndOnlyTheLibrariesPackedWithIt() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        STANDIN,
                        "java..",
                        "javax..",
                        "io.vertx.core..",
                        "io.netty..",
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..",
                        "com.fasterxml.jackson.annotation..",
                        "com.fasterxml.jackson.dataformat.yaml..",
                        "org.jspecify.annotations..")
                .check(STANDIN_PROGRAM);
    }

    @Test
    void coreAndEngineTakeTimeAndChanceOnlyFromTheirCaller() {
        check(noClasses()
                .that()
                .resideInAnyPackage(rooms("core", "engine"))
                .should()
                .accessTargetWhere(readsTheTime().or(drawsByChance())));
    }

    @Test
    void onlyClocksReadTheTime() {
        check(noClasses().that().haveSimpleNameNotEndingWith("Clock").should().accessTargetWhere(readsTheTime()));
    }

    /** KeyManager is AWS's own word for who manages a key. */
    @Test
    void namesSayWhatAClassDoes() {
        var emptyNames = describe(
                "have a name that says nothing",
                (JavaClass type) -> type.getSimpleName().matches("(?!KeyManager$).*(Utils?|Helper|Manager|Impl)")
                        || type.getPackageName().matches(".*\\.(utils?|common|misc)(\\..*)?"));
        var rule = noClasses().should(ArchCondition.from(emptyNames));
        rule.check(MAIN);
        rule.check(STANDIN_PROGRAM);
    }

    @Test
    void everyPackageIsNullMarked() {
        var rule = classes().should(liveInANullMarkedPackage());
        rule.check(MAIN);
        rule.check(STANDIN_PROGRAM);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }

    private static String[] rooms(String... names) {
        return Arrays.stream(names).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    /** Its own tests share its packages and its output folder, so only the source tells them apart. */
    private static boolean isStandinSource(JavaClass type) {
        var outermost = type.getName().replaceFirst("\\$.*", "");
        return Files.exists(Path.of("src/standin/java", outermost.replace('.', '/') + ".java"));
    }

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith(ROOT)
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheTime() {
        var zonesAndClocks = Set.of("systemDefault", "systemUTC", "systemDefaultZone", "system");
        return describe("reads the time of the machine or its zone", access -> {
            var owner = access.getTargetOwner();
            var name = access.getTarget().getName();
            return (owner.getPackageName().startsWith("java.time") && name.equals("now"))
                    || ((owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(ZoneId.class))
                            && zonesAndClocks.contains(name))
                    || (owner.isEquivalentTo(System.class)
                            && Set.of("currentTimeMillis", "nanoTime").contains(name));
        });
    }

    private static DescribedPredicate<JavaAccess<?>> drawsByChance() {
        return describe("draws by chance", access -> {
            var owner = access.getTargetOwner();
            var name = access.getTarget().getName();
            return (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
                    || (owner.isEquivalentTo(Math.class) && name.equals("random"))
                    || (owner.isEquivalentTo(ThreadLocalRandom.class) && name.equals("current"))
                    || (owner.isEquivalentTo(Random.class) && name.equals("<init>"));
        });
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, "%s: package %s".formatted(type.getName(), type.getPackageName())));
            }
        };
    }
}
