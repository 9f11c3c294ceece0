package org.stipend.orchestrator.web;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A record says by its types which of its members may be null: those that may not are required, the
 * others say so.
 */
@Component
final class RecordSchemas implements ModelConverter {

  private static final String REFERENCE = "#/components/schemas/";

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> resolved = chain.next().resolve(type, context, chain);
    JavaType java = Json.mapper().constructType(type.getType());
    if (resolved != null && java != null && java.getRawClass().isRecord()) {
      Schema<?> model =
          resolved.get$ref() == null
              ? resolved
              : context.getDefinedModels().get(resolved.get$ref().substring(REFERENCE.length()));
      if (model != null && model.getProperties() != null) {
        for (RecordComponent component : java.getRawClass().getRecordComponents()) {
          describe(model, component);
        }
      }
    }
    return resolved;
  }

  private static void describe(Schema<?> model, RecordComponent component) {
    Schema<?> property = model.getProperties().get(component.getName());
    if (property == null) {
      return;
    }
    var length = component.getAccessor().getAnnotation(CodePointLength.class);
    if (length != null) {
      property.setMaxLength(length.max()); // JSON Schema counts code points too
    }
    if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      Set<String> required =
          model.getRequired() == null ? new TreeSet<>() : new TreeSet<>(model.getRequired());
      required.add(component.getName());
      model.setRequired(List.copyOf(required));
    } else {
      // wrapped and not changed: schemas are shared between properties
      model
          .getProperties()
          .put(
              component.getName(),
              new Schema<>().anyOf(List.of(property, new Schema<>().types(Set.of("null")))));
    }
  }
}
