package org.stipend.emulator.catalog;

import com.google.cloud.compute.v1.Image;
import com.google.cloud.compute.v1.RawDisk;
import java.util.List;
import java.util.Optional;
import org.stipend.emulator.wire.Fingerprint;
import org.stipend.emulator.wire.Reference;

/** The public images: each in its project, the newest of a family last. */
public final class Images {

  private record Public(String project, String family, String name, long sizeGb) {}

  private static final List<Public> ALL =
      List.of(
          new Public("debian-cloud", "debian-11", "debian-11-bullseye-v20260415", 10),
          new Public("debian-cloud", "debian-12", "debian-12-bookworm-v20260310", 10),
          new Public("debian-cloud", "debian-12", "debian-12-bookworm-v20260609", 10),
          new Public("debian-cloud", "debian-13", "debian-13-trixie-v20260609", 10),
          new Public("ubuntu-os-cloud", "ubuntu-2204-lts", "ubuntu-2204-jammy-v20260601", 10),
          new Public("ubuntu-os-cloud", "ubuntu-2404-lts-amd64", "ubuntu-2404-noble-v20260601", 10),
          new Public("cos-cloud", "cos-stable", "cos-stable-121-18867-0-4", 10),
          new Public("cos-cloud", "cos-121-lts", "cos-121-18867-199-38", 10));

  private Images() {}

  public static List<Image> in(String project) {
    return ALL.stream()
        .filter(known -> known.project().equals(project))
        .map(Images::image)
        .toList();
  }

  public static Optional<Image> named(String project, String name) {
    return in(project).stream()
        .filter(image -> image.getName().equals(name) || name.equals(image.getId() + ""))
        .findFirst();
  }

  public static Optional<Image> ofFamily(String project, String family) {
    return in(project).stream()
        .filter(image -> image.getFamily().equals(family))
        .reduce((_, newer) -> newer);
  }

  private static Image image(Public known) {
    String path = known.project() + "/global/images/" + known.name();
    return Image.newBuilder()
        .setKind("compute#image")
        .setId(Places.numberOf(known.name()))
        .setName(known.name())
        .setDescription(known.name())
        .setFamily(known.family())
        .setStatus("READY")
        .setSourceType("RAW")
        .setRawDisk(RawDisk.newBuilder().setContainerType("TAR").setSource(""))
        .setCreationTimestamp(Places.CREATED)
        .setDiskSizeGb(known.sizeGb())
        .setArchiveSizeBytes(known.sizeGb() << 27)
        .setArchitecture("X86_64")
        .setLabelFingerprint(Fingerprint.EMPTY)
        .addStorageLocations("us")
        .setSelfLink(Reference.GOOGLE + "projects/" + path)
        .build();
  }
}
