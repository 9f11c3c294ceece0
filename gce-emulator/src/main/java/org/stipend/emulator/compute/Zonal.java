package org.stipend.emulator.compute;

import com.google.protobuf.Message;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.stipend.emulator.catalog.Places;
import org.stipend.emulator.wire.Fields;
import org.stipend.emulator.wire.Listing;
import org.stipend.emulator.wire.Reference;

/** Lists of what is in zones. */
final class Zonal {

  private Zonal() {}

  static <T extends Message> Message flat(
      Message request, Message.Builder answer, String collection, List<T> items) {
    String path =
        "projects/%s/zones/%s/%s"
            .formatted(Fields.text(request, "project"), Fields.text(request, "zone"), collection);
    return Listing.flat(request, answer, path, items);
  }

  static <T extends Message> Message scoped(
      Message request,
      Message.Builder answer,
      String collection,
      Function<String, List<T>> itemsOfZone) {
    var scopes = new TreeMap<String, List<T>>();
    Places.ZONES.forEach(zone -> scopes.put(Reference.zone(zone), itemsOfZone.apply(zone)));
    if (Fields.flag(request, "include_all_scopes")) {
      scopes.put("global", List.of());
      scopes.put(Reference.region(Places.REGION), List.of());
    }
    String path =
        "projects/%s/aggregated/%s".formatted(Fields.text(request, "project"), collection);
    return Listing.scoped(request, answer, path, scopes);
  }
}
