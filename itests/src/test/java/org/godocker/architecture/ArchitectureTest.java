package org.godocker.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between modules, as docs/architecture.md draws them. */
class ArchitectureTest {

    private static final Path PROJECT = Path.of(System.getProperty("godocker.project"));

    /** Root package of each bundle that may know the api and nothing else of ours. */
    private static final List<String> KNOW_API_ONLY = List.of(
            "org.godocker.engine", "org.godocker.store.jpa", "org.godocker.scheduler.fifo", "org.godocker.executor.docker",
            "org.godocker.auth.local", "org.godocker.watcher.lifespan", "org.godocker.quota.rate", "org.godocker.testkit");

    private static final List<String> FACES = List.of("org.godocker.rest", "org.godocker.shell");

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter().withImportOption(location -> location.contains("/org/godocker/")).importPaths(outputFolders());
    }

    private static List<Path> outputFolders() {
        try (Stream<Path> all = Files.walk(PROJECT.resolve("bundles"), 4)) {
            return all.filter(p -> p.endsWith("target/classes") && !p.toString().contains("/thirdparty/")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyBundleIsLookedAt() {
        Stream.concat(KNOW_API_ONLY.stream(), FACES.stream()).forEach(root ->
                assertThat(ours.stream().filter(c -> c.getPackageName().startsWith(root))).as(root).isNotEmpty());
        assertThat(ours.stream().map(c -> c.getPackageName()).filter(p -> p.startsWith("org.godocker."))
                .filter(p -> !p.startsWith("org.godocker.api.") && !p.startsWith("org.godocker.spi") && !p.startsWith("org.godocker.thirdparty"))
                .filter(p -> Stream.concat(KNOW_API_ONLY.stream(), FACES.stream()).noneMatch(p::startsWith)))
                .as("packages of bundles that have no rule here").isEmpty();
    }

    @Test
    void theApiNeedsNothingButTheJdk() {
        classes().that().resideInAnyPackage("org.godocker.api..", "org.godocker.spi..")
                .should().onlyDependOnClassesThat(resideInAnyPackage("org.godocker.api..", "org.godocker.spi..", "java..", "org.osgi.annotation.."))
                .check(ours);
    }

    @TestFactory
    Stream<DynamicTest> engineAndPluginsKnowTheApiOnly() {
        return KNOW_API_ONLY.stream().map(root -> DynamicTest.dynamicTest(root, () ->
                noClasses().that().resideInAPackage(root + "..")
                        .should().dependOnClassesThat(resideInAPackage("org.godocker..")
                                .and(not(resideInAnyPackage(root + "..", "org.godocker.api..", "org.godocker.spi.."))))
                        .check(ours)));
    }

    @TestFactory
    Stream<DynamicTest> facesReachTheEngineThroughApiServicesOnly() {
        return FACES.stream().map(root -> DynamicTest.dynamicTest(root, () ->
                noClasses().that().resideInAPackage(root + "..")
                        .should().dependOnClassesThat(resideInAPackage("org.godocker..")
                                .and(not(resideInAnyPackage(root + "..", "org.godocker.api..", "org.godocker.spi.config.."))))
                        .check(ours)));
    }

    @Test
    void theLifeCycleIsPure() {
        classes().that().resideInAPackage("org.godocker.engine.internal.lifecycle..")
                .should().onlyDependOnClassesThat(resideInAnyPackage("org.godocker.engine.internal.lifecycle..", "org.godocker.api.job..",
                        "org.godocker.spi.executor..", "java.lang..", "java.util..", "java.time.."))
                .check(ours);
    }

    @Test
    void nothingPrintsInsteadOfLogging() {
        noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err").check(ours);
    }

    @Test
    void onlyApiAndTestkitAreExported() throws IOException {
        for (Path folder : outputFolders()) {
            Path manifest = folder.resolve("META-INF/MANIFEST.MF");
            if (!Files.exists(manifest)) {
                continue;
            }
            String text = Files.readString(manifest).replace("\r\n ", "").replace("\n ", "");
            String exported = text.lines().filter(l -> l.startsWith("Export-Package:")).findFirst().orElse("");
            assertThat(exported).as(folder.toString()).doesNotContain(".internal");
        }
    }

    @Test
    void testsWaitForConditionsAndNeverSleep() throws IOException {
        try (Stream<Path> all = Files.walk(PROJECT)) {
            List<Path> sleepers = all.filter(p -> p.toString().endsWith(".java") && p.toString().contains("/src/test/"))
                    .filter(p -> !p.toString().contains("/target/") && !p.endsWith("ArchitectureTest.java"))
                    .filter(ArchitectureTest::sleeps).toList();
            assertThat(sleepers).isEmpty();
        }
    }

    private static boolean sleeps(Path file) {
        try {
            String text = Files.readString(file);
            return text.contains("Thread.sleep(") || text.contains("TimeUnit.SECONDS.sleep(") || text.contains("MILLISECONDS.sleep(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
