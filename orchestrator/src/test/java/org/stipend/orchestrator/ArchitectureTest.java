package org.stipend.orchestrator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

@AnalyzeClasses(packages = "org.stipend", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String WORKFLOWS = "org.stipend.orchestrator..workflow..";

  @ArchTest
  static final ArchRule featuresFormNoCycles =
      slices().matching("org.stipend.orchestrator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule workflowsUseOnlyWhatIsDeterministic =
      classes()
          .that()
          .resideInAPackage(WORKFLOWS)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      WORKFLOWS,
                      "io.temporal.workflow..",
                      "io.temporal.activity..",
                      "io.temporal.common..",
                      "io.temporal.failure..",
                      "io.temporal.spring.boot",
                      "org.slf4j..",
                      "org.jspecify..",
                      "org.stipend.cloud..",
                      "org.stipend.cost",
                      "java.lang..",
                      "java.net",
                      "java.time..",
                      "java.util..")
                  .or(DescribedPredicate.describe("primitive", JavaClass::isPrimitive))
                  .or(DescribedPredicate.describe("array", JavaClass::isArray)));

  @ArchTest
  static final ArchRule workflowsHaveNoClockNoChanceAndNoThreads =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOWS)
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould(
              dependOnClassesThat(
                  DescribedPredicate.describe(
                      "are clocks, chance or threads",
                      (JavaClass type) ->
                          type.isEquivalentTo(Clock.class)
                              || type.isEquivalentTo(InstantSource.class)
                              || type.isEquivalentTo(Random.class)
                              || type.isEquivalentTo(ThreadLocalRandom.class)
                              || type.isEquivalentTo(Thread.class)
                              || type.getPackageName().startsWith("java.util.concurrent"))));

  @ArchTest
  static final ArchRule timeIsReadFromOneClock =
      noClasses()
          .that()
          .resideInAPackage("org.stipend.orchestrator..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule controllersAskTheirFeature =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Controller")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.springframework.jdbc..", "io.temporal.client.."));

  @ArchTest
  static final ArchRule headAndHandsNeverSeeEachOther =
      noClasses()
          .that()
          .resideInAPackage("org.stipend.orchestrator..")
          .should()
          .dependOnClassesThat(resideInAPackage("org.stipend.workers.."));

  @ArchTest
  static final ArchRule noFloatingPointInFieldsNearMoney =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(
              "org.stipend.orchestrator.ledger..",
              "org.stipend.orchestrator.usage..",
              "org.stipend.orchestrator.books..",
              "org.stipend.orchestrator.payer..",
              "org.stipend.orchestrator.credit..",
              "org.stipend.orchestrator.admission..",
              "org.stipend.orchestrator.catalog..")
          .should()
          .haveRawType(double.class)
          .orShould()
          .haveRawType(float.class);

  @ArchTest
  static final ArchRule noFloatingPointInResultsNearMoney =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(
              "org.stipend.orchestrator.ledger..",
              "org.stipend.orchestrator.usage..",
              "org.stipend.orchestrator.books..",
              "org.stipend.orchestrator.payer..",
              "org.stipend.orchestrator.credit..",
              "org.stipend.orchestrator.admission..",
              "org.stipend.orchestrator.catalog..")
          .should()
          .haveRawReturnType(double.class)
          .orShould()
          .haveRawReturnType(float.class);
}
