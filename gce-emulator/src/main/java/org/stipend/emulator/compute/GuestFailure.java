package org.stipend.emulator.compute;

import java.util.List;

/** How the boot of a guest goes wrong: at which step, and what is then on its serial output. */
public enum GuestFailure {
  /** It starts again and again, and reports nothing. */
  BOOT_LOOP(
      Trouble.Step.BOOT,
      "",
      "[    1.204011] Kernel panic - not syncing: VFS: Unable to mount root fs on"
          + " unknown-block(0,0)",
      "[    1.204873] ---[ end Kernel panic - not syncing: VFS: Unable to mount root fs ]---"),
  HOME_NOT_MOUNTED(
      Trouble.Step.MOUNT,
      "The home disk did not mount. Nothing was erased.",
      "[    9.412345] EXT4-fs (sdb): VFS: Can't find ext4 filesystem",
      "mount: /home: wrong fs type, bad option, bad superblock on /dev/sdb, missing codepage or"
          + " helper program, or other error."),
  /** The boot goes on. */
  FILE_SYSTEM_NOT_GROWN(
      Trouble.Step.MOUNT,
      "The file system of the home disk is smaller than the disk.",
      "[    9.731002] EXT4-fs warning (device sdb): ext4_resize_fs: error (-5) during resize",
      "resize2fs: Input/output error While trying to add group #40"),
  BOOT_DISK_FULL(
      Trouble.Step.TOOL,
      "The boot disk is full.",
      "cloud-init[611]: OSError: [Errno 28] No space left on device: '/var/lib/docker/tmp'"),
  IMAGE_PULL_FAILED(
      Trouble.Step.TOOL,
      "The image of the tool could not be fetched in 5 tries.",
      "docker[702]: Error response from daemon: Get \"https://us-docker.pkg.dev/v2/\":"
          + " net/http: request canceled while waiting for connection (Client.Timeout exceeded"
          + " while awaiting headers)"),
  STARTUP_FAILED(
      Trouble.Step.TOOL,
      "The start script ended with status 1.",
      "google_metadata_script_runner[612]: startup-script exit status 1",
      "google_metadata_script_runner[612]: Script \"startup-script\" failed with error: exit status"
          + " 1"),
  CLOCK_WRONG(
      Trouble.Step.TOOL,
      "The clock of the machine is wrong.",
      "docker[702]: tls: failed to verify certificate: x509: certificate has expired or is not yet"
          + " valid: current time 1970-01-01T00:00:12Z is before 2026-01-01T00:00:00Z"),
  NO_NETWORK(
      Trouble.Step.TOOL,
      "The machine finds no names and reaches nobody.",
      "docker[702]: dial tcp: lookup us-docker.pkg.dev on 169.254.169.254:53: server misbehaving"),
  /** The tool listens, and answers that it is not well. */
  TOOL_UNHEALTHY(
      Trouble.Step.HEALTH,
      "The tool does not answer its health call.",
      "stipend: health call answered 503, try 10 of 10"),
  OUT_OF_MEMORY(
      Trouble.Step.HEALTH,
      "The tool ran out of memory.",
      "[   18.118402] Out of memory: Killed process 1834 (tool) total-vm:16421312kB,"
          + " anon-rss:15713920kB, file-rss:0kB, shmem-rss:0kB, UID:1000 pgtables:31184kB"
          + " oom_score_adj:0");

  private final Trouble.Step step;
  private final String message;
  private final List<String> lines;

  GuestFailure(Trouble.Step step, String message, String... lines) {
    this.step = step;
    this.message = message;
    this.lines = List.of(lines);
  }

  Trouble.Step step() {
    return step;
  }

  List<String> lines() {
    return lines;
  }

  /** In one line of words; empty where nothing is reported. */
  public String message() {
    return message;
  }

  boolean isTheEnd() {
    return this != FILE_SYSTEM_NOT_GROWN;
  }
}
