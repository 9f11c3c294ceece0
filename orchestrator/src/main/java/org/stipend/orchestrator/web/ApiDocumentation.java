package org.stipend.orchestrator.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.stipend.cloud.Tool;
import org.stipend.cost.money.Money;

/** {@code /v3/api-docs}: the REST API for programs, and the source of the console's types. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {

  static {
    SpringDocUtils.getConfig()
        .replaceWithSchema(
            Money.class,
            new StringSchema()
                .pattern(Amounts.PATTERN)
                .example("0.189999000")
                .description("USD as a decimal string"))
        .replaceWithSchema(Tool.class, new StringSchema()._enum(ToolNames.all()))
        .replaceWithSchema(
            SseEmitter.class,
            new StringSchema()
                .description("Events hello, change (kind and id to read again) and status"))
        .addRequestWrapperToIgnore(Paging.class);
  }

  @Bean
  OpenAPI stipendApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Stipend")
                .version("1")
                .description(
                    """
                    Research workspaces in the cloud, metered to the second. Amounts are USD as \
                    decimal strings with nine fraction digits; instants are ISO-8601 in UTC. \
                    Changing requests take an Idempotency-Key of up to 100 characters: a repeat \
                    gets the first answer and changes nothing. Lists take limit and cursor. Every \
                    error is a problem document (RFC 9457).\
                    """)
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
        .components(
            new Components()
                .addSecuritySchemes(
                    "bearer",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT"))
                .addSecuritySchemes(
                    "session",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("stipend")
                        .description("The console's session, from /sign-in")))
        .addSecurityItem(new SecurityRequirement().addList("bearer"))
        .addSecurityItem(new SecurityRequirement().addList("session"));
  }

  @Bean
  OperationCustomizer pages() {
    return (operation, method) -> {
      if (Stream.of(method.getMethodParameters())
          .anyMatch(parameter -> parameter.getParameterType() == Paging.class)) {
        operation
            .addParametersItem(
                new QueryParameter()
                    .name("limit")
                    .description("how many at most")
                    .schema(
                        new IntegerSchema()
                            ._default(Paging.DEFAULT_LIMIT)
                            .minimum(BigDecimal.ONE)
                            .maximum(BigDecimal.valueOf(Paging.LARGEST_LIMIT))))
            .addParametersItem(
                new QueryParameter()
                    .name("cursor")
                    .description("nextCursor of the page before")
                    .schema(new StringSchema()));
      }
      return operation;
    };
  }

  /** What the API sends always has every member; what it takes may leave out what may be null. */
  @Bean
  OpenApiCustomizer completeAnswers() {
    return api -> {
      Set<String> taken =
          new HashSet<>(Set.of(RefusalDocumentation.PROBLEM)); // fields only where there are any
      api.getPaths().values().stream()
          .flatMap(path -> path.readOperations().stream())
          .filter(operation -> operation.getRequestBody() != null)
          .flatMap(operation -> operation.getRequestBody().getContent().values().stream())
          .forEach(body -> addReferred(body.getSchema(), api.getComponents(), taken));
      api.getComponents()
          .getSchemas()
          .forEach((name, schema) -> {
            if (!taken.contains(name) && schema.getProperties() != null) {
              schema.setRequired(List.copyOf(new TreeSet<String>(schema.getProperties().keySet())));
            }
          });
    };
  }

  private static void addReferred(Schema<?> schema, Components components, Set<String> found) {
    String reference = schema.get$ref();
    if (reference != null) {
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      if (found.add(name)) {
        addReferred(Objects.requireNonNull(components.getSchemas().get(name)), components, found);
      }
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(part -> addReferred(part, components, found));
    }
    if (schema.getAnyOf() != null) {
      schema.getAnyOf().forEach(part -> addReferred(part, components, found));
    }
  }
}
