package org.stipend.workers.google;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.stipend.cloud.Tool;

/**
 * How machines are made at Google.
 *
 * @param emulator origin of an emulator, which is called without credentials; null: Google
 * @param zones of that region, the first to be tried first
 * @param environment tells this installation's machines and disks from those of others
 * @param network with a subnetwork of the same name in the region
 * @param image one image, and no family of images: what a machine starts from does not change by
 *     itself
 * @param serviceAccount as whom machines act; null: as nobody
 * @param stopLead how long before the credit ends machines are told to stop
 */
@ConfigurationProperties("stipend.google.compute")
public record ComputeSettings(
    @Nullable String emulator,
    @DefaultValue({"us-central1-a", "us-central1-b", "us-central1-c", "us-central1-f"})
        List<String> zones,
    @DefaultValue("default") String environment,
    @DefaultValue("default") String network,
    @DefaultValue(ComputeSettings.PLACEHOLDER_IMAGE) String image,
    @DefaultValue("20") long bootDiskGib,
    @Nullable String serviceAccount,
    @DefaultValue("120s") Duration stopLead,
    @DefaultValue Containers containers) {

  /** Nobody has looked up yet which one it should be. */
  static final String PLACEHOLDER_IMAGE =
      "projects/cos-cloud/global/images/cos-stable-121-18867-0-4";

  private static final Pattern IMAGE =
      Pattern.compile("projects/[a-z0-9-]+/global/images/[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_-]{1,63}");

  public ComputeSettings {
    zones = List.copyOf(zones);
    if (!LABEL.matcher(environment).matches()) {
      throw new IllegalArgumentException("stipend.google.compute.environment is " + environment);
    }
    if (!IMAGE.matcher(image).matches()) {
      throw new IllegalArgumentException(
          "stipend.google.compute.image is %s; name one image as projects/P/global/images/NAME"
              .formatted(image));
    }
    if (emulator == null) {
      refusePlaceholders(image, containers);
    }
  }

  private static void refusePlaceholders(String image, Containers containers) {
    boolean isPlaceholder =
        image.equals(PLACEHOLDER_IMAGE)
            || List.of(Tool.values()).stream()
                .anyMatch(tool -> containers.of(tool).endsWith(Containers.PLACEHOLDER));
    if (isPlaceholder) {
      throw new IllegalArgumentException(
          "stipend.google.compute.image and .containers are placeholders: set the image and the"
              + " digests that your machines are to start from");
    }
  }

  /** The container of each tool, pinned by its digest. */
  public record Containers(
      @DefaultValue("quay.io/jupyter/scipy-notebook" + Containers.PLACEHOLDER) String jupyter,
      @DefaultValue("docker.io/rocker/rstudio" + Containers.PLACEHOLDER) String rstudio,
      @DefaultValue("docker.io/broadinstitute/cromwell" + Containers.PLACEHOLDER) String cromwell,
      @DefaultValue("quay.io/jupyter/base-notebook" + Containers.PLACEHOLDER) String terminal) {

    /** A digest that no container has. */
    static final String PLACEHOLDER =
        "@sha256:0000000000000000000000000000000000000000000000000000000000000000";

    private static final Pattern PINNED = Pattern.compile("[^@\\s]+@sha256:[0-9a-f]{64}");

    public Containers {
      for (String container : List.of(jupyter, rstudio, cromwell, terminal)) {
        if (!PINNED.matcher(container).matches()) {
          throw new IllegalArgumentException(
              "The container %s is not pinned: name it as IMAGE@sha256:DIGEST"
                  .formatted(container));
        }
      }
    }

    String of(Tool tool) {
      return switch (tool) {
        case JUPYTER -> jupyter;
        case RSTUDIO -> rstudio;
        case CROMWELL -> cromwell;
        case TERMINAL -> terminal;
      };
    }
  }
}
