package org.stipend.cost.time;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A value that changes at known instants and may be absent for a while. What was true at an instant
 * stays so: a timeline is never edited, a change makes a new one.
 */
public final class Timeline<V> {

  private final NavigableMap<Instant, Optional<V>> changes;

  private Timeline(NavigableMap<Instant, Optional<V>> changes) {
    this.changes = changes;
  }

  /** Absent at every instant. */
  public static <V> Timeline<V> empty() {
    return new Timeline<>(new TreeMap<>());
  }

  /** This timeline, with another value from an instant up to the next change already known. */
  public Timeline<V> from(Instant instant, V value) {
    return changedAt(instant, Optional.of(value));
  }

  /** This timeline, absent from an instant up to the next change already known. */
  public Timeline<V> absentFrom(Instant instant) {
    return changedAt(instant, Optional.empty());
  }

  private Timeline<V> changedAt(Instant instant, Optional<V> value) {
    var copy = new TreeMap<>(changes);
    copy.put(instant, value);
    return new Timeline<>(copy);
  }

  /** The value at an instant; empty where there is none. */
  public Optional<V> at(Instant instant) {
    return Optional.ofNullable(changes.floorEntry(instant)).flatMap(Map.Entry::getValue);
  }

  /** The first instant strictly later at which the value changes. */
  public Optional<Instant> nextChangeAfter(Instant instant) {
    return Optional.ofNullable(changes.higherKey(instant));
  }

  /** The last instant by another at which the value changed; empty: it never did. */
  public Optional<Instant> changedBy(Instant instant) {
    return Optional.ofNullable(changes.floorKey(instant));
  }

  /** Since when it has been as it is at an instant; {@link Instant#MIN}: always. */
  public Instant sameSince(Instant instant) {
    Instant since = Instant.MIN;
    Optional<V> before = Optional.empty();
    for (Map.Entry<Instant, Optional<V>> change : changes.headMap(instant, true).entrySet()) {
      if (!change.getValue().equals(before)) {
        since = change.getKey();
      }
      before = change.getValue();
    }
    return since;
  }

  /** Every instant at which it changes, in order. */
  public Collection<Instant> changes() {
    return Collections.unmodifiableSet(changes.keySet());
  }

  /** Every value, in the order of time. */
  public Collection<V> values() {
    return changes.values().stream().flatMap(Optional::stream).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Timeline<?> that && changes.equals(that.changes);
  }

  @Override
  public int hashCode() {
    return changes.hashCode();
  }

  @Override
  public String toString() {
    return changes.toString();
  }
}
