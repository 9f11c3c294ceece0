package org.stipend.workers.google;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineName;
import org.stipend.workers.refusal.Refusal;

/**
 * The projects in which something of ours may be.
 *
 * @param shared in which everything is whose name says no project; null: there is none
 * @param own those that are a workspace's each, as they are now
 */
record Territory(@Nullable String shared, Supplier<List<String>> own) {

  /** One project for all. */
  static Territory of(String shared) {
    return new Territory(shared, List::of);
  }

  /** All of them in order, each once. */
  List<String> all() {
    return Stream.concat(Stream.ofNullable(shared), own.get().stream())
        .distinct()
        .sorted()
        .toList();
  }

  Site site(MachineName name) {
    return new Site(
        project(name.project(), name.value()),
        Objects.requireNonNull(name.zone(), "Google's machines have a zone"));
  }

  Site site(DiskName name) {
    return new Site(
        project(name.project(), name.value()),
        Objects.requireNonNull(name.zone(), "Google's disks have a zone"));
  }

  /** False where no project could have it: it was never asked for. */
  boolean mayHave(DiskName name) {
    return name.project() != null || shared != null;
  }

  /** What names in this project say of it. */
  @Nullable String named(String project) {
    return project.equals(shared) ? null : project;
  }

  private String project(@Nullable String own, String name) {
    if (own != null) return own;
    if (shared != null) return shared;
    throw Refusal.of(FailureType.INVALID_CONFIG, name + " is in no project");
  }
}
