package org.stipend.orchestrator.web;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.stereotype.Component;
import org.stipend.cost.money.Money;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Amounts travel as decimal strings, {@code "0.189999000"}: no client ever rounds one by reading.
 */
@Component
final class Amounts implements JsonMapperBuilderCustomizer {

  /** What the API documentation says of every amount. */
  static final String PATTERN = "^-?\\d{1,10}(\\.\\d{1,9})?$";

  @Override
  public void customize(JsonMapper.Builder json) {
    json.addModule(
        new SimpleModule("stipend-amounts")
            .addSerializer(Money.class, new Writer())
            .addDeserializer(Money.class, new Reader()));
  }

  private static final class Writer extends StdSerializer<Money> {

    Writer() {
      super(Money.class);
    }

    @Override
    public void serialize(Money amount, JsonGenerator json, SerializationContext context) {
      json.writeString(amount.toString());
    }
  }

  private static final class Reader extends StdDeserializer<Money> {

    Reader() {
      super(Money.class);
    }

    @Override
    public Money deserialize(JsonParser json, DeserializationContext context) {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        return (Money) context.handleUnexpectedToken(context.constructType(Money.class), json);
      }
      try {
        return Money.parse(json.getString());
      } catch (IllegalArgumentException e) {
        return (Money)
            context.handleWeirdStringValue(
                Money.class, json.getString(), "is no amount with up to nine decimals");
      }
    }
  }
}
