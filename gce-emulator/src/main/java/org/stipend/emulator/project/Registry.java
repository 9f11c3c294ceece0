package org.stipend.emulator.project;

import com.google.cloud.resourcemanager.v3.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All projects at an instant. Those that were there from the start have every API on; where none
 * are named, any project that nobody made is one of them.
 */
final class Registry {

  private static final long FIRST_NUMBER = 415_104_000_000L;

  private final Set<String> first;
  private final Map<String, Made> made = new TreeMap<>();
  private Duration young = Duration.ZERO;
  private Duration enabling = Duration.ZERO;
  private boolean mayMake = true;
  private int most = Integer.MAX_VALUE;
  private Instant now;

  Registry(Instant now, Set<String> first) {
    this.now = now;
    this.first = first;
  }

  Instant now() {
    return now;
  }

  void settle(Instant instant) {
    if (instant.isAfter(now)) now = instant;
  }

  Optional<Made> find(String id) {
    return Optional.ofNullable(made.get(id));
  }

  Set<String> made() {
    return Set.copyOf(made.keySet());
  }

  Stream<Made> active() {
    return made.values().stream().filter(project -> project.isActive(now));
  }

  /** Also one that is deleted, or on its way here: an id is never given twice. */
  boolean isTaken(String id) {
    return made.containsKey(id) || first.contains(id);
  }

  Made make(Project asked, Instant from) {
    var project = new Made(asked, FIRST_NUMBER + made.size() + 1, from);
    made.put(asked.getProjectId(), project);
    return project;
  }

  boolean exists(String id) {
    return find(id)
        .map(project -> project.isActive(now))
        .orElseGet(() -> first.isEmpty() || first.contains(id));
  }

  boolean isYoung(Made project) {
    return now.isBefore(project.from().plus(young));
  }

  /** When Compute Engine answers in a project where it is enabled now. */
  Instant enabledAt() {
    return now.plus(enabling);
  }

  boolean mayMake() {
    return mayMake;
  }

  boolean isFull() {
    return active().count() >= most;
  }

  void young(Duration time) {
    young = time;
  }

  void enabling(Duration time) {
    enabling = time;
  }

  void mayMake(boolean isAllowed) {
    mayMake = isAllowed;
  }

  void most(int projects) {
    most = projects;
  }
}
