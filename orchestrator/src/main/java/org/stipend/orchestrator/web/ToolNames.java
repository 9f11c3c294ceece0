package org.stipend.orchestrator.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Tool;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** A tool's id in the API is its name in lower case. */
@Component
public final class ToolNames implements JsonMapperBuilderCustomizer {

  public static String of(Tool tool) {
    return tool.name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Tool> named(String name) {
    return Arrays.stream(Tool.values()).filter(tool -> of(tool).equals(name)).findFirst();
  }

  /** As people call it. */
  public static String inWords(Tool tool) {
    return switch (tool) {
      case JUPYTER -> "Jupyter";
      case RSTUDIO -> "RStudio";
      case CROMWELL -> "Cromwell";
      case TERMINAL -> "Terminal";
    };
  }

  static List<String> all() {
    return Arrays.stream(Tool.values()).map(ToolNames::of).toList();
  }

  @Override
  public void customize(JsonMapper.Builder json) {
    json.addModule(
        new SimpleModule("stipend-tools")
            .addSerializer(Tool.class, new Writer())
            .addDeserializer(Tool.class, new Reader()));
  }

  private static final class Writer extends StdSerializer<Tool> {

    Writer() {
      super(Tool.class);
    }

    @Override
    public void serialize(Tool tool, JsonGenerator json, SerializationContext context) {
      json.writeString(of(tool));
    }
  }

  private static final class Reader extends StdDeserializer<Tool> {

    Reader() {
      super(Tool.class);
    }

    @Override
    public Tool deserialize(JsonParser json, DeserializationContext context) {
      String name = json.getString();
      return named(name)
          .orElseGet(() ->
              (Tool) context.handleWeirdStringValue(Tool.class, name, "is the name of no tool"));
    }
  }
}
