package org.stipend.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "org.stipend.emulator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("org.stipend.emulator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule itKnowsNothingOfTheProductItStandsInFor =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.stipend.cost..",
              "org.stipend.cloud..",
              "org.stipend.workers..",
              "org.stipend.orchestrator..",
              "org.springframework..");

  @ArchTest
  static final ArchRule theCloudHasNoClockOfItsOwn =
      noClasses()
          .that()
          .resideInAnyPackage("..compute..", "..billing..", "..wire..", "..catalog..", "..fault..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("io.undertow..", "java.net.http..");
}
