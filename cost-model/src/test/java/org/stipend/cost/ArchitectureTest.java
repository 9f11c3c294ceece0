package org.stipend.cost;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;

@AnalyzeClasses(packages = "org.stipend.cost", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final Set<String> INEXACT =
      Set.of("double", "float", "java.lang.Double", "java.lang.Float");

  @ArchTest
  static final ArchRule dependsOnNothingButTheJdkAndJSpecify =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("org.stipend.cost..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule touchesNoFileNetworkOrThread =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..", "java.net..", "java.nio.file..", "java.sql..", "java.util.concurrent..");

  @ArchTest
  static final ArchRule readsNoClockAndThrowsNoDice =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, InstantSource.class, Random.class)
          .orShould()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "reads a clock or makes a random id",
                  call ->
                      call.getTargetOwner().getPackageName().startsWith("java.")
                          && Set.of("now", "currentTimeMillis", "nanoTime", "randomUUID")
                              .contains(call.getName())));

  @ArchTest static final ArchRule hasNoInexactFields = noFields().should().haveRawType(inexact());

  @ArchTest
  static final ArchRule returnsNothingInexact = noMethods().should().haveRawReturnType(inexact());

  @ArchTest
  static final ArchRule takesNothingInexact =
      noMethods()
          .that(DescribedPredicate.<JavaMethod>alwaysTrue())
          .should()
          .haveRawParameterTypes(
              DescribedPredicate.describe(
                  "with a double or float",
                  types -> types.stream().anyMatch(type -> INEXACT.contains(type.getName()))));

  @ArchTest
  static final ArchRule callsNothingInexact =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "returns a double or float",
                  call -> INEXACT.contains(call.getTarget().getRawReturnType().getName())));

  @ArchTest
  static final ArchRule hasNoCyclesBetweenPackages =
      slices().matching("org.stipend.cost.(*)..").should().beFreeOfCycles();

  private static DescribedPredicate<JavaClass> inexact() {
    return DescribedPredicate.describe("double or float", type -> INEXACT.contains(type.getName()));
  }
}
