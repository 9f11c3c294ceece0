package org.stipend.cloud;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beEnums;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beInterfaces;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beRecords;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.stipend.cloud", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule nothingRuns =
      classes()
          .that()
          .doNotBelongToAnyOf(
              Payloads.class,
              PayloadKeys.class,
              Seal.class,
              SealedPayloads.class,
              NamedMessages.class)
          .should(beInterfaces().or(beRecords()).or(beEnums()));

  @ArchTest
  static final ArchRule nobodyIsKnown =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.stipend.cost..", "org.stipend.orchestrator..", "org.stipend.workers..");
}
