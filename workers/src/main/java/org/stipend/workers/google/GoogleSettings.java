package org.stipend.workers.google;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.stipend.cloud.TaskQueues;

/**
 * @param project the one project of all workspaces
 * @param projectPrefix or what the id of each workspace's own project begins with; one of both
 */
@ConfigurationProperties("stipend.google")
public record GoogleSettings(
    @DefaultValue(GoogleSettings.REGION) String region,
    @Nullable String project,
    @Nullable String projectPrefix,
    @DefaultValue Billing billing) {

  private static final String REGION = "us-central1";

  /** That of the place; the region is put in when the activities are registered. */
  static final String TASK_QUEUE = TaskQueues.CLOUD + "gce-${stipend.google.region:" + REGION + "}";

  private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9-]{4,28}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9-]{0,9}");

  /**
   * @param account the programme's own, which pays for the projects of those who use its credit
   * @param endpoint host and port of an emulator, which is called without credentials; else Google
   */
  public record Billing(@Nullable String account, @Nullable String endpoint) {

    public Billing {
      if (account != null && !AccountNumber.isOne(account)) {
        throw new IllegalArgumentException("stipend.google.billing.account is " + account);
      }
    }
  }

  public GoogleSettings {
    if ((project == null) == (projectPrefix == null)) {
      throw new IllegalArgumentException(
          "Either stipend.google.project or stipend.google.project-prefix has to be set");
    }
    require("project", project, PROJECT);
    require("project-prefix", projectPrefix, PREFIX);
    if (projectPrefix != null && billing.account() == null) {
      throw new IllegalArgumentException(
          "With stipend.google.project-prefix, stipend.google.billing.account has to be set");
    }
  }

  /** Machines of all workspaces are in one project so far. */
  Territory territory() {
    if (project == null) {
      throw new IllegalArgumentException(
          "Where machines are made at Google, stipend.google.project has to be set");
    }
    return Territory.of(project);
  }

  GoogleProjects projects() {
    return project == null
        ? new GoogleProjects.OwnEach(
            Objects.requireNonNull(projectPrefix), Objects.requireNonNull(billing.account()))
        : new GoogleProjects.Shared(project);
  }

  private static void require(String property, @Nullable String value, Pattern pattern) {
    if (value != null && !pattern.matcher(value).matches()) {
      throw new IllegalArgumentException("stipend.google." + property + " is " + value);
    }
  }
}
