package org.stipend.emulator.compute;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.stipend.emulator.catalog.Addresses;
import org.stipend.emulator.fault.Ending;

/** All projects, and the time and the numbers they share. Any project that is asked for exists. */
final class World {

  private final Events events;
  private final Addresses addresses;
  private final Chronicle chronicle;
  private final Ids ids = new Ids();
  private final Gone gone = new Gone();
  private final Capacity capacity = new Capacity();
  private final Map<String, ProjectState> projects = new TreeMap<>();
  private Optional<Ending> ending = Optional.empty();
  private Optional<String> actor = Optional.empty();

  World(Instant start, Addresses addresses) {
    this.events = new Events(start);
    this.addresses = addresses;
    this.chronicle = new Chronicle(events::now);
  }

  ProjectState project(String id) {
    return projects.computeIfAbsent(id, name -> new ProjectState(name, this));
  }

  Collection<ProjectState> projects() {
    return List.copyOf(projects.values());
  }

  Addresses addresses() {
    return addresses;
  }

  /** Projects whose machines share one network with those of this one. */
  Collection<ProjectState> neighbours(ProjectState project) {
    return addresses == Addresses.LOOPBACK ? projects() : List.of(project);
  }

  Chronicle chronicle() {
    return chronicle;
  }

  Events events() {
    return events;
  }

  Instant now() {
    return events.now();
  }

  Ids ids() {
    return ids;
  }

  Capacity capacity() {
    return capacity;
  }

  Gone gone() {
    return gone;
  }

  /** Who calls. */
  String user(String project) {
    return actor.orElse("researcher@" + project + ".example.com");
  }

  /** What this does is done by somebody else. */
  <T> T as(String somebody, Supplier<T> does) {
    actor = Optional.of(somebody);
    try {
      return does.get();
    } finally {
      actor = Optional.empty();
    }
  }

  /** The next operation that begins ends like this. */
  void endNext(Optional<Ending> how) {
    ending = how;
  }

  Optional<Ending> takeEnding() {
    Optional<Ending> taken = ending;
    ending = Optional.empty();
    return taken;
  }
}
