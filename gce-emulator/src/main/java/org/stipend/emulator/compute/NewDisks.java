package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.CustomerEncryptionKey;
import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.Image;
import com.google.cloud.compute.v1.InsertDiskRequest;
import com.google.cloud.compute.v1.Snapshot;
import java.util.List;
import org.stipend.emulator.catalog.Images;
import org.stipend.emulator.catalog.Offers;
import org.stipend.emulator.wire.Fingerprint;
import org.stipend.emulator.wire.Naming;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** From what was asked to a disk with all that Google adds. */
final class NewDisks {

  private static final long EMPTY_GB = 500;
  private static final long MOST_GB = 65_536;

  private final World world;

  NewDisks(World world) {
    this.world = world;
  }

  Disk asked(ProjectState project, InsertDiskRequest request) {
    Disk asked = request.getDiskResource();
    if (!request.getSourceImage().isEmpty()) {
      asked = asked.toBuilder().setSourceImage(request.getSourceImage()).build();
    }
    return made(project, request.getZone(), asked, "resource");
  }

  /** {@code field} is how a refusal names where in the request this disk is described. */
  Disk made(ProjectState project, String zone, Disk asked, String field) {
    Reference here = project.disk(zone, Naming.name(field + ".name", asked.getName()));
    Naming.labels(field + ".labels", asked.getLabelsMap());
    project.disks().requireAbsent(here);
    Disk.Builder disk =
        Disk.newBuilder()
            .setKind("compute#disk")
            .setName(here.name())
            .setZone(here.scopeLink())
            .setSelfLink(here.link())
            .setStatus("CREATING")
            .setType(typeOf(project, zone, asked.getType(), field))
            .setPhysicalBlockSizeBytes(4096)
            .putAllLabels(asked.getLabelsMap())
            .setLabelFingerprint(Fingerprint.of(asked.getLabelsMap()))
            .setCreationTimestamp(Times.print(world.now()));
    if (asked.hasDescription()) disk.setDescription(asked.getDescription());
    long least = content(project, asked, disk, field);
    disk.setSizeGb(size(asked, least, field));
    encrypted(asked, disk);
    return disk.setId(world.ids().next()).build();
  }

  /** With a version of the key, the first one where none was named. */
  private void encrypted(Disk asked, Disk.Builder disk) {
    String key = asked.getDiskEncryptionKey().getKmsKeyName();
    if (key.isEmpty()) return;
    String version = key.contains("/cryptoKeyVersions/") ? key : key + "/cryptoKeyVersions/1";
    disk.setDiskEncryptionKey(CustomerEncryptionKey.newBuilder().setKmsKeyName(version));
    world.gone().requireKeys(List.of(disk.build()));
  }

  private long size(Disk asked, long least, String field) {
    if (!asked.hasSizeGb()) return least == 0 ? EMPTY_GB : least;
    requirePossible(field + ".sizeGb", asked.getSizeGb());
    if (asked.getSizeGb() < least) {
      String why = "Requested disk size cannot be smaller than the %s size (%d GB)";
      String source = asked.hasSourceSnapshot() ? "snapshot" : "image";
      throw Refusal.invalid(field + ".sizeGb", asked.getSizeGb(), why.formatted(source, least));
    }
    return asked.getSizeGb();
  }

  static void requirePossible(String field, long size) {
    if (size < 1 || size > MOST_GB) {
      throw Refusal.invalid(field, size, "Disk size must be between 1 GB and " + MOST_GB + " GB.");
    }
  }

  /** What the disk begins with; answers how large it must be at least. */
  private long content(ProjectState project, Disk asked, Disk.Builder disk, String field) {
    if (!asked.getSourceImage().isEmpty()) {
      Image image = image(field + ".sourceImage", asked.getSourceImage(), project.id());
      disk.setSourceImage(image.getSelfLink()).setSourceImageId(String.valueOf(image.getId()));
      disk.setArchitecture(image.getArchitecture());
      return image.getDiskSizeGb();
    }
    if (asked.getSourceSnapshot().isEmpty()) return 0;
    Reference source =
        Reference.require(
            field + ".sourceSnapshot", asked.getSourceSnapshot(), project.id(), "snapshots");
    Snapshot snapshot = world.project(source.project()).snapshots().get(source);
    if (!snapshot.getStatus().equals("READY")) throw Refusal.notReady(source.path());
    disk.setSourceSnapshot(snapshot.getSelfLink());
    disk.setSourceSnapshotId(String.valueOf(snapshot.getId()));
    disk.setStatus("RESTORING");
    return snapshot.getDiskSizeGb();
  }

  /** By name, or the newest of a family, which links name in two ways. */
  static Image image(String field, String link, String project) {
    Reference named =
        Reference.parse(link, project)
            .orElseThrow(() -> Refusal.invalid(field, link, "The URL is malformed."));
    String family = "family/";
    boolean isView = named.collection().equals("imageFamilyViews");
    boolean isImage = named.collection().equals("images");
    if (!isView && !isImage) throw Refusal.invalid(field, link, "The URL is malformed.");
    if (isView) return newest(named, named.name());
    if (named.name().startsWith(family)) {
      return newest(named, named.name().substring(family.length()));
    }
    return Images.named(named.project(), named.name())
        .orElseThrow(() -> Refusal.notFound(named.path()));
  }

  private static Image newest(Reference named, String family) {
    return Images.ofFamily(named.project(), family)
        .orElseThrow(() -> Refusal.notFound(named.path()));
  }

  private static String typeOf(ProjectState project, String zone, String asked, String field) {
    String scope = ProjectState.zoneScope(zone);
    Reference type =
        asked.isEmpty()
            ? new Reference(project.id(), scope, "diskTypes", "pd-standard")
            : Reference.require(field + ".type", asked, project.id(), "diskTypes");
    boolean isThere =
        type.scope().equals(scope)
            && Offers.diskTypes(project.id(), zone).stream()
                .anyMatch(known -> known.getName().equals(type.name()));
    if (!isThere) throw Refusal.notFound(type.path());
    return new Reference(project.id(), scope, "diskTypes", type.name()).link();
  }

  static Disk ready(Disk disk) {
    return disk.toBuilder().setStatus("READY").build();
  }
}
