package org.stipend.workers.google;

/** Where at Google something is. */
record Site(String project, String zone) {

  String machineType(String name) {
    return "projects/%s/zones/%s/machineTypes/%s".formatted(project, zone, name);
  }

  String diskType(String name) {
    return "projects/%s/zones/%s/diskTypes/%s".formatted(project, zone, name);
  }

  String acceleratorType(String name) {
    return "projects/%s/zones/%s/acceleratorTypes/%s".formatted(project, zone, name);
  }

  String disk(String name) {
    return "projects/%s/zones/%s/disks/%s".formatted(project, zone, name);
  }
}
