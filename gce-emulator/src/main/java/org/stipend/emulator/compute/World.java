package org.stipend.emulator.compute;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stipend.emulator.fault.Ending;

/** All projects, and the time and the numbers they share. Any project that is asked for exists. */
final class World {

  private final Events events;
  private final Ids ids = new Ids();
  private final Capacity capacity = new Capacity();
  private final Map<String, ProjectState> projects = new TreeMap<>();
  private Optional<Ending> ending = Optional.empty();

  World(Instant start) {
    this.events = new Events(start);
  }

  ProjectState project(String id) {
    return projects.computeIfAbsent(id, name -> new ProjectState(name, this));
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

  String user(String project) {
    return "researcher@" + project + ".example.com";
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
