package org.stipend.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.temporal.spring.boot.WorkflowImpl;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Tests count as users here, so this analyses them too. */
@AnalyzeClasses(packages = "org.stipend.orchestrator")
class VisibilityTest {

  @ArchTest
  static final ArchRule aClassIsPublicOnlyWhereAnotherPackageNeedsIt =
      classes()
          .that()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .and(belongToTheProduct())
          .and()
          .areNotAnnotatedWith(SpringBootApplication.class)
          .and()
          .areNotAnnotatedWith(WorkflowImpl.class)
          .should(beUsedByAnotherPackage());

  private static DescribedPredicate<JavaClass> belongToTheProduct() {
    return DescribedPredicate.describe(
        "belong to the product",
        type ->
            type.getSource().stream()
                .map(source -> Location.of(source.getUri()))
                .noneMatch(location -> location.contains("/test-classes/")));
  }

  private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
    return new ArchCondition<>("be used by another package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean used =
            withItsNested(type)
                .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                .map(Dependency::getOriginClass)
                .anyMatch(user -> !user.getPackage().equals(type.getPackage()));
        if (!used) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " is public for nobody"));
        }
      }
    };
  }

  private static Stream<JavaClass> withItsNested(JavaClass type) {
    return type.getPackage().getClasses().stream()
        .filter(part -> part.equals(type) || part.getName().startsWith(type.getName() + "$"));
  }
}
