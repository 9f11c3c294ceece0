package org.stipend.emulator.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers a list method: filter, order, one page, and the token of the next. */
public final class Listing {

  private static final int MOST = 500;

  /** What a list is sorted by; the last comparison is the link, so that pages never overlap. */
  private record Place(String key, String link) {

    static Place of(Message item, String field) {
      return new Place(Fields.text(item, field), Fields.text(item, "self_link"));
    }

    String token() {
      String text = key + "\n" + link;
      return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    static Place ofToken(String token) {
      try {
        String[] parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split("\n", -1);
        if (parts.length == 2) return new Place(parts[0], parts[1]);
      } catch (IllegalArgumentException e) {
        // not even base64: refused below
      }
      throw Refusal.invalid("pageToken", token, "Page token is malformed.");
    }
  }

  private record Page<T>(List<T> items, String next) {}

  private Listing() {}

  /** The items of one scope. */
  public static <T extends Message> Message flat(
      Message request, Message.Builder answer, String path, Collection<T> items) {
    Page<T> page = page(request, type(Fields.field(answer, "items")), items);
    head(answer, path, page.next());
    FieldDescriptor field = Fields.field(answer, "items");
    page.items().forEach(item -> answer.addRepeatedField(field, item));
    return answer.build();
  }

  /** The items of all scopes, each under its own; {@code scopes} says which are shown empty too. */
  public static <T extends Message> Message scoped(
      Message request,
      Message.Builder answer,
      String path,
      Map<String, ? extends Collection<T>> scopes) {
    var everything = new ArrayList<T>();
    scopes.values().forEach(everything::addAll);
    Page<T> page = page(request, type(Fields.field(answer, "items")), everything);
    head(answer, path, page.next());
    FieldDescriptor field = Fields.field(answer, "items");
    scopes.forEach((scope, items) -> {
      Message.Builder entry = answer.newBuilderForField(field);
      Fields.set(entry, "key", scope);
      List<T> shown = page.items().stream().filter(items::contains).toList();
      Fields.set(entry, "value", scopedList(entry, scope, shown));
      answer.addRepeatedField(field, entry.build());
    });
    return answer.build();
  }

  private static <T extends Message> Message scopedList(
      Message.Builder entry, String scope, List<T> items) {
    Message.Builder list = entry.newBuilderForField(Fields.field(entry, "value"));
    if (items.isEmpty()) {
      FieldDescriptor warning = Fields.field(list, "warning");
      list.setField(warning, nothingOnPage(list.newBuilderForField(warning), scope));
      return list.build();
    }
    FieldDescriptor field = listed(list.getDescriptorForType());
    items.forEach(item -> list.addRepeatedField(field, item));
    return list.build();
  }

  private static Message nothingOnPage(Message.Builder warning, String scope) {
    Fields.set(warning, "code", "NO_RESULTS_ON_PAGE");
    Fields.set(warning, "message", "There are no results for scope '" + scope + "' on this page.");
    FieldDescriptor field = Fields.field(warning, "data");
    Message.Builder data = warning.newBuilderForField(field);
    Fields.set(data, "key", "scope");
    Fields.set(data, "value", scope);
    return warning.addRepeatedField(field, data.build()).build();
  }

  private static void head(Message.Builder answer, String path, String next) {
    String type = answer.getDescriptorForType().getName();
    Fields.set(
        answer, "kind", "compute#" + Character.toLowerCase(type.charAt(0)) + type.substring(1));
    Fields.set(answer, "id", path);
    Fields.set(answer, "self_link", Reference.GOOGLE + path);
    if (!next.isEmpty()) Fields.set(answer, "next_page_token", next);
  }

  /** Of what is listed, through the maps and lists of scopes. */
  private static Descriptor type(FieldDescriptor items) {
    if (!items.isMapField()) return items.getMessageType();
    Descriptor scoped = items.getMessageType().findFieldByName("value").getMessageType();
    return listed(scoped).getMessageType();
  }

  private static FieldDescriptor listed(Descriptor scoped) {
    return scoped.getFields().stream()
        .filter(FieldDescriptor::isRepeated)
        .findFirst()
        .orElseThrow();
  }

  private static <T extends Message> Page<T> page(
      Message request, Descriptor type, Collection<T> all) {
    int size = size(request);
    String orderBy = Fields.text(request, "order_by");
    String key = key(orderBy);
    Comparator<Place> order = order(orderBy);
    String token = Fields.text(request, "page_token");
    var rest = new LinkedHashMap<Place, T>();
    Filter filter = Filter.of(Fields.text(request, "filter"), type);
    all.stream()
        .filter(filter::accepts)
        .sorted(comparing(item -> Place.of(item, key), order))
        .forEach(item -> rest.put(Place.of(item, key), item));
    if (!token.isEmpty()) {
      Place last = Place.ofToken(token);
      rest.keySet().removeIf(place -> order.compare(place, last) <= 0);
    }
    List<T> items = rest.values().stream().limit(size).toList();
    boolean isLast = items.size() == rest.size();
    return new Page<>(items, isLast ? "" : Place.of(items.getLast(), key).token());
  }

  private static int size(Message request) {
    long asked = Fields.number(request, "max_results");
    if (asked < 0 || asked > MOST) {
      throw Refusal.invalid("maxResults", asked, "Values must be within the range: [0, 500]");
    }
    return asked == 0 ? MOST : (int) asked;
  }

  private static String key(String orderBy) {
    return orderBy.startsWith("creationTimestamp") ? "creation_timestamp" : "name";
  }

  private static Comparator<Place> order(String orderBy) {
    return switch (orderBy) {
      case "", "name" -> comparing(Place::key).thenComparing(Place::link);
      case "creationTimestamp desc" ->
          comparing(Place::key, reverseOrder()).thenComparing(Place::link);
      default -> throw Refusal.invalid("orderBy", orderBy, "The order is not supported.");
    };
  }
}
