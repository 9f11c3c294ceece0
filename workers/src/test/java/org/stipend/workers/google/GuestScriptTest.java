package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * What a machine does once it is on: the script as it is shipped, among programs that only note.
 */
class GuestScriptTest {

  private static final String GUEST = "/etc/stipend/guest.sh";

  @TempDir Path directory;

  private Path programs;
  private Path calls;

  @BeforeEach
  void replacePrograms() throws IOException {
    programs = Files.createDirectory(directory.resolve("bin"));
    calls = Files.createFile(directory.resolve("calls"));
    Files.createFile(directory.resolve("device"));
    for (String program :
        List.of("mkfs.ext4", "mount", "resize2fs", "docker", "chown", "sleep", "blkid")) {
      note(program, 0);
    }
    note("mountpoint", 1);
    program(
        "curl",
        """
        echo "curl $*" >> %s
        for word in "$@"; do
          case $word in
            */attributes/stipend-tool) echo JUPYTER ;;
            */attributes/stipend-container) echo image@sha256:1 ;;
            */attributes/stipend-secret) echo s3cret ;;
            */attributes/stipend-origin) echo http://x.example ;;
          esac
        done
        """
            .formatted(calls));
  }

  @Test
  void aDiskThatHasSomethingOnItIsMountedAsItIs() throws Exception {
    note("blkid", 0);

    assertThat(run()).isZero();
    assertThat(calls()).noneMatch(call -> call.startsWith("mkfs"));
    assertThat(calls()).anyMatch(call -> call.startsWith("mount "));
    assertThat(calls()).anyMatch(call -> call.contains("--data Tool"));
    assertThat(calls())
        .anyMatch(call -> call.startsWith("docker run") && call.contains("token=s3cret"));
  }

  @Test
  void aDiskWithoutAnySignatureIsNewAndFormatted() throws Exception {
    note("blkid", 2);

    assertThat(run()).isZero();
    assertThat(calls()).anyMatch(call -> call.startsWith("mkfs.ext4"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8})
  void aDiskThatCannotBeReadIsLeftAlone(int answer) throws Exception {
    note("blkid", answer);

    assertThat(run()).isNotZero();
    assertThat(calls()).noneMatch(call -> call.startsWith("mkfs") || call.startsWith("mount "));
    assertThat(calls()).anyMatch(call -> call.contains("--data HOME_NOT_MOUNTED"));
  }

  @ParameterizedTest
  @CsvSource({
    "mount,HOME_NOT_MOUNTED",
    "docker,IMAGE_PULL_FAILED",
  })
  void whatFailsIsSaidByItsName(String program, String code) throws Exception {
    note(program, 1);

    assertThat(run()).isNotZero();
    assertThat(calls()).anyMatch(call -> call.contains("--data " + code));
  }

  @Test
  void everyScriptCanBeRead() throws Exception {
    for (Map.Entry<String, String> file : files().entrySet()) {
      if (file.getValue().startsWith("#!")) {
        Path script = Files.writeString(directory.resolve("script"), file.getValue());
        assertThat(new ProcessBuilder("bash", "-n", script.toString()).start().waitFor())
            .as(file.getKey())
            .isZero();
      }
    }
  }

  private int run() throws Exception {
    String script =
        Objects.requireNonNull(files().get(GUEST))
            .replace("/dev/disk/by-id/google-home", directory.resolve("device").toString())
            .replace("/mnt/disks/home", directory.resolve("home").toString());
    var builder =
        new ProcessBuilder(
                "bash", Files.writeString(directory.resolve("guest.sh"), script).toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile());
    builder.environment().merge("PATH", programs.toString(), (old, ours) -> ours + ":" + old);
    return builder.start().waitFor();
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(calls);
  }

  private void note(String name, int answer) throws IOException {
    program(name, "echo \"%s $*\" >> %s\nexit %d\n".formatted(name, calls, answer));
  }

  private void program(String name, String body) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/bash\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** By their paths on the machine. */
  @SuppressWarnings("unchecked")
  private static Map<String, String> files() throws IOException {
    try (InputStream file = ComputeProvider.class.getResourceAsStream("cloud-init.yaml")) {
      Map<String, Object> config = new Yaml().load(Objects.requireNonNull(file));
      var files = new LinkedHashMap<String, String>();
      for (Map<String, String> each : (List<Map<String, String>>) config.get("write_files")) {
        files.put(each.get("path"), each.get("content"));
      }
      return files;
    }
  }
}
