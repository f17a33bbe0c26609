package dev.frisket;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;

/** The allowed dependencies between modules and between packages. */
@AnalyzeClasses(
        packages = "dev.frisket",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** Excludes the test jars that modules share. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    /** Assigns each package of every module to a slice of its own. */
    static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    @ArchTest
    static final ArchRule functionsKnowNothingOfEachOther = slices().matching("dev.frisket.(*)..")
            .namingSlices("$1")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    alwaysTrue(),
                    resideInAnyPackage("dev.frisket.core..", "dev.frisket.outbound..", "dev.frisket.packs.."))
            .ignoreDependency(resideInAPackage("dev.frisket.local.."), alwaysTrue());

    @ArchTest
    static final ArchRule coreKnowsNoFunction = classes()
            .that()
            .resideInAPackage("dev.frisket.core..")
            .should()
            .onlyDependOnClassesThat(not(resideInAnyPackage(
                    "dev.frisket.submit..",
                    "dev.frisket.status..",
                    "dev.frisket.segment..",
                    "dev.frisket.access..",
                    "dev.frisket.notify..",
                    "dev.frisket.outbound..",
                    "dev.frisket.packs..",
                    "dev.frisket.fetch..",
                    "dev.frisket.local..")));

    @ArchTest
    static final ArchRule packsKnowOnlyCore = classes()
            .that()
            .resideInAPackage("dev.frisket.packs..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("dev.frisket.core..", "dev.frisket.packs..")
                    .or(not(resideInAPackage("dev.frisket.."))));

    @ArchTest
    static final ArchRule fetchingKnowsOnlyPacksAndCore = classes()
            .that()
            .resideInAPackage("dev.frisket.fetch..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("dev.frisket.core..", "dev.frisket.packs..", "dev.frisket.fetch..")
                            .or(not(resideInAPackage("dev.frisket.."))));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().assignedFrom(new EachPackage()).should().beFreeOfCycles();

    /** Packages of {@code local}, each of which may depend only on those after it. */
    private static final List<String> LAYERS =
            List.of("command", "keys", "stack", "gateway", "lambda", "embedded", "demo", "page");

    @ArchTest
    static void layersOfLocalLookDownOnly(JavaClasses all) {
        String[] packages = LAYERS.stream()
                .map(layer -> "dev.frisket.local." + layer + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("dev.frisket.local..")
                .should()
                .resideInAnyPackage(packages)
                .check(all);
        for (int layer = 1; layer < packages.length; layer++) {
            noClasses()
                    .that()
                    .resideInAPackage(packages[layer])
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(Arrays.copyOf(packages, layer))
                    .check(all);
        }
    }

    @ArchTest
    static final ArchRule onePackageRunsModels = noClasses()
            .that()
            .resideOutsideOfPackage("dev.frisket.segment.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule awsStaysInItsAdapters = noClasses()
            .that()
            .resideOutsideOfPackage("dev.frisket.local..")
            .and()
            .haveSimpleNameNotStartingWith("S3")
            .and()
            .haveSimpleNameNotStartingWith("Sqs")
            .and()
            .haveSimpleNameNotStartingWith("Aws")
            .and()
            .haveSimpleNameNotStartingWith("ApiGateway")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..")
            .because("an adapter's name begins with its technology, and nothing else knows the technology");

    @ArchTest
    static final ArchRule variablesAreReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages("dev.frisket.core.config..", "dev.frisket.local..", "dev.frisket.fetch..")
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv");

    @ArchTest
    static final ArchRule nothingIsPrintedButByThePrograms = noClasses()
            .that()
            .resideOutsideOfPackages("dev.frisket.local..", "dev.frisket.fetch..", "dev.frisket.core.log..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
