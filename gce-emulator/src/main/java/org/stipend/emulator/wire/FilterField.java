package org.stipend.emulator.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A field that a filter names, with dots: into messages, and into labels by their key. */
final class FilterField {

  private final List<FieldDescriptor> path;
  private final String key;

  private FilterField(List<FieldDescriptor> path, String key) {
    this.path = path;
    this.key = key;
  }

  static FilterField of(String name, Descriptor type) {
    var path = new ArrayList<FieldDescriptor>();
    Descriptor here = type;
    String[] parts = name.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      FieldDescriptor field = named(parts[i], here);
      path.add(field);
      if (field.isMapField()) {
        String key = String.join(".", List.of(parts).subList(i + 1, parts.length));
        return new FilterField(path, key.replace("\"", ""));
      }
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        if (i + 1 < parts.length) throw new IllegalArgumentException(name);
        return new FilterField(path, "");
      }
      here = field.getMessageType();
    }
    throw new IllegalArgumentException(name + " is not one value");
  }

  private static FieldDescriptor named(String name, Descriptor type) {
    return type.getFields().stream()
        .filter(field -> field.getJsonName().equals(name) || field.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  Filter matching(String regex) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
    return item -> {
      List<String> values = values(item).toList();
      return values.isEmpty() ? pattern.matches("") : values.stream().anyMatch(pattern::matches);
    };
  }

  Filter compared(String symbol, String wanted) {
    return switch (symbol) {
      case "=" -> any(value -> equal(value, wanted));
      case "!=" -> any(value -> equal(value, wanted)).not();
      case ":" -> wanted.equals("*") ? any(value -> true) : any(has(wanted));
      case "<" -> any(value -> order(value, wanted) < 0);
      case "<=" -> any(value -> order(value, wanted) <= 0);
      case ">" -> any(value -> order(value, wanted) > 0);
      case ">=" -> any(value -> order(value, wanted) >= 0);
      default -> throw new IllegalArgumentException(symbol);
    };
  }

  private Predicate<String> has(String wanted) {
    FieldDescriptor last = path.getLast();
    boolean isText = last.isMapField() || last.getJavaType() == FieldDescriptor.JavaType.STRING;
    String part = wanted.toLowerCase(Locale.ROOT);
    return isText
        ? value -> value.toLowerCase(Locale.ROOT).contains(part)
        : value -> equal(value, wanted);
  }

  private Filter any(Predicate<String> test) {
    return item -> values(item).anyMatch(test);
  }

  private Stream<String> values(MessageOrBuilder item) {
    Stream<Object> here = Stream.of(item);
    for (FieldDescriptor field : path) {
      here = here.flatMap(value -> held((MessageOrBuilder) value, field));
    }
    return here.map(FilterField::text);
  }

  private Stream<?> held(MessageOrBuilder message, FieldDescriptor field) {
    if (field.isMapField()) return mapped((List<?>) message.getField(field));
    if (field.isRepeated()) return ((List<?>) message.getField(field)).stream();
    if (field.hasPresence() && !message.hasField(field)) return Stream.empty();
    return Stream.of(message.getField(field));
  }

  private Stream<String> mapped(List<?> entries) {
    return entries.stream()
        .map(Message.class::cast)
        .filter(entry -> key.isEmpty() || Fields.text(entry, "key").equals(key))
        .map(entry -> Fields.text(entry, key.isEmpty() ? "key" : "value"));
  }

  private static String text(Object value) {
    return value instanceof EnumValueDescriptor name ? name.getName() : String.valueOf(value);
  }

  private static boolean equal(String value, String wanted) {
    return value.equals(wanted)
        || (isNumber(value) && isNumber(wanted) && order(value, wanted) == 0);
  }

  private static int order(String value, String wanted) {
    if (isNumber(value) && isNumber(wanted)) {
      return new BigDecimal(value).compareTo(new BigDecimal(wanted));
    }
    try {
      return OffsetDateTime.parse(value).compareTo(OffsetDateTime.parse(wanted));
    } catch (DateTimeException e) {
      return value.compareTo(wanted);
    }
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
  }
}
