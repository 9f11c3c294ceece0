package org.stipend.emulator.compute;

import com.google.protobuf.Message;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.stipend.emulator.wire.Fields;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** The resources of one collection in one project, by where they are. */
final class Shelf<T extends Message> {

  private final String collection;
  private final Watcher<T> watcher;
  private final TreeMap<String, T> byPath = new TreeMap<>();

  /** Sees each change of what is there, which is null where there is nothing. */
  interface Watcher<T> {
    void changed(@Nullable T before, @Nullable T after);
  }

  Shelf(String collection, Watcher<T> watcher) {
    this.collection = collection;
    this.watcher = watcher;
  }

  Reference reference(String project, String scope, String name) {
    return new Reference(project, scope, collection, name);
  }

  void put(T item) {
    watcher.changed(byPath.put(path(item), item), item);
  }

  void remove(Reference reference) {
    watcher.changed(byPath.remove(reference.path()), null);
  }

  T change(Reference reference, UnaryOperator<T> change) {
    T changed = change.apply(get(reference));
    put(changed);
    return changed;
  }

  /** By name, or by number, which goes wherever a name does. */
  Optional<T> find(Reference reference) {
    T named = byPath.get(reference.path());
    if (named != null) return Optional.of(named);
    return in(reference.scope()).stream()
        .filter(item -> Fields.text(item, "id").equals(reference.name()))
        .findFirst();
  }

  T get(Reference reference) {
    return find(reference).orElseThrow(() -> Refusal.notFound(reference.path()));
  }

  /** The same place by its name where a number was given; refuses what is not there. */
  Reference known(Reference reference) {
    return reference.named(Fields.text(get(reference), "name"));
  }

  void requireAbsent(Reference reference) {
    if (byPath.containsKey(reference.path())) throw Refusal.alreadyExists(reference.path());
  }

  List<T> in(String scope) {
    return byPath.values().stream()
        .filter(item -> path(item).contains("/" + scope + "/" + collection + "/"))
        .toList();
  }

  Collection<T> all() {
    return List.copyOf(byPath.values());
  }

  private static String path(Message item) {
    return Reference.pathOf(Fields.text(item, "self_link"));
  }
}
