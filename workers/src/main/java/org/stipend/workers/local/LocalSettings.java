package org.stipend.workers.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.stipend.cloud.Tool;

/**
 * @param directory where disks, machines and the provider's log live
 * @param toolsDirectory where the launcher installs tools; what is missing there is looked for on
 *     the PATH
 * @param minimumFreeMemory no tool is started with less
 * @param minimumFreeDisk no tool is started and no disk made with less
 * @param stopLead how long before the credit ends tools are told to stop; longer than any grace
 *     that should not cost the platform money
 * @param grace what a tool gets between the polite request to end and the end, for tools without
 *     one of their own in {@code graces}
 * @param python the interpreter that keeps the tools, 3.9 or newer
 * @param rserver RStudio Server's program, where it is not in a usual place
 * @param cromwellJar Cromwell's jar, where it is not in a usual place
 * @param endToolsOnShutdown whether tools end with this process when it ends in order; they live on
 *     when it is killed
 */
@ConfigurationProperties("stipend.local")
public record LocalSettings(
    @DefaultValue(".stipend/local") Path directory,
    @Nullable Path toolsDirectory,
    @DefaultValue("1GB") DataSize minimumFreeMemory,
    @DefaultValue("2GB") DataSize minimumFreeDisk,
    @DefaultValue("5s") Duration stopLead,
    @DefaultValue("3s") Duration grace,
    @DefaultValue Map<Tool, Duration> graces,
    @DefaultValue("python3") String python,
    @Nullable Path rserver,
    @Nullable Path cromwellJar,
    @DefaultValue("true") boolean endToolsOnShutdown) {

  public LocalSettings {
    directory = directory.toAbsolutePath().normalize();
    toolsDirectory = toolsDirectory == null ? null : toolsDirectory.toAbsolutePath().normalize();
    notNegative("minimum-free-memory", minimumFreeMemory.toBytes());
    notNegative("minimum-free-disk", minimumFreeDisk.toBytes());
    notNegative("stop-lead", stopLead.toMillis());
    notNegative("grace", grace.toMillis());
    graces = Map.copyOf(graces);
    graces.forEach((tool, own) -> notNegative("graces." + tool, own.toMillis()));
  }

  Duration graceOf(Tool tool) {
    return graces.getOrDefault(tool, grace);
  }

  private static void notNegative(String property, long value) {
    if (value < 0) throw new IllegalArgumentException("stipend.local." + property + " is negative");
  }
}
