package org.stipend.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.temporal.spring.boot.ActivityImpl;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.stipend.orchestrator.Statements.Statement;

/** The endings to which CONTRIBUTING.md gives a meaning have it. */
@AnalyzeClasses(
    packages = "org.stipend.orchestrator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class NamesTest {

  @ArchTest
  static final ArchRule whatWorkflowsCallIsActivities =
      classes()
          .that()
          .areAnnotatedWith(ActivityImpl.class)
          .should()
          .haveSimpleNameEndingWith("Activities");

  @ArchTest
  static final ArchRule activitiesAreWhatWorkflowsCall =
      classes()
          .that()
          .haveSimpleNameEndingWith("Activities")
          .should()
          .beAnnotatedWith(ActivityImpl.class);

  @ArchTest
  static final ArchRule aRowAndAViewAreRecords =
      classes()
          .that()
          .haveSimpleNameEndingWith("Row")
          .or()
          .haveSimpleNameEndingWith("View")
          .should()
          .beRecords();

  @ArchTest
  static final ArchRule rowsIsNoName = noClasses().should().haveSimpleNameEndingWith("Rows");

  @ArchTest static final ArchRule norOfAField = noFields().should().haveName("rows");

  @Test
  void viewsOnlyRead() {
    assertThat(Statements.ofTheProduct())
        .filteredOn(statement -> statement.type().endsWith("Views"))
        .isNotEmpty()
        .noneMatch(Statement::writes);
  }

  @Test
  void aTableWrites() {
    assertThat(tables(Statement::writes)).isNotEmpty().isEqualTo(tables(any -> true));
  }

  private static Set<String> tables(Predicate<Statement> which) {
    return Statements.ofTheProduct().stream()
        .filter(statement -> statement.type().endsWith("Table"))
        .filter(which)
        .map(Statement::type)
        .collect(toSet());
  }
}
