package org.stipend.workers.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineName;
import org.stipend.workers.refusal.Refusal;

/**
 * Where things lie under the data directory. No name leads out of it.
 *
 * <pre>
 * disks/pd-{disk}/              a home directory
 * disk-records/pd-{disk}.json   when it was made and deleted; outlives the directory
 * machines/rt-{runtime}-g{n}/   a machine; in it one folder per run
 * fences/rt-{runtime}-g{n}.json the newest wish to end it; outlives the folder
 * provider-log.jsonl            real starts and stops, disk creations and deletions
 * programs/                     the wrapper, as this version brings it
 * trash/                        on its way out
 * </pre>
 */
record Layout(Path directory) {

  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Pattern DISK = Pattern.compile("pd-" + UUID);
  private static final Pattern MACHINE = Pattern.compile("rt-" + UUID + "-g[0-9]{1,18}");

  static Layout in(Path directory) throws IOException {
    var layout = new Layout(directory);
    for (String folder :
        new String[] {"disks", "disk-records", "machines", "fences", "programs", "trash"}) {
      Folders.make(directory.resolve(folder));
    }
    // one spelling, also where the path has symbolic links in it
    return new Layout(layout.directory.toRealPath());
  }

  Path machines() {
    return directory.resolve("machines");
  }

  Path machine(MachineName name) {
    return machines().resolve(checked(MACHINE, name.value()));
  }

  Path fence(MachineName name) {
    return directory.resolve("fences").resolve(checked(MACHINE, name.value()) + ".json");
  }

  Path disks() {
    return directory.resolve("disks");
  }

  Path disk(DiskName name) {
    return disks().resolve(checked(DISK, name.value()));
  }

  Path diskRecord(DiskName name) {
    return directory.resolve("disk-records").resolve(checked(DISK, name.value()) + ".json");
  }

  Path providerLog() {
    return directory.resolve("provider-log.jsonl");
  }

  Path programs() {
    return directory.resolve("programs");
  }

  Path trash() {
    return directory.resolve("trash");
  }

  static boolean isMachine(Path folder) {
    return MACHINE.matcher(folder.getFileName().toString()).matches();
  }

  static boolean isDisk(Path folder) {
    return DISK.matcher(folder.getFileName().toString()).matches();
  }

  private static String checked(Pattern pattern, String name) {
    if (pattern.matcher(name).matches()) return name;
    throw Refusal.of(FailureType.INVALID_CONFIG, "not a name of this provider: " + name);
  }
}
