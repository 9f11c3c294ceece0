package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisksTest {

  @RegisterExtension final Emulated emulated = new Emulated();

  @Test
  void aDiskIsThereAtOnceAndReadyAfterItsOperation() {
    Reply operation =
        emulated.post(
            "/disks",
            """
            {'name':'pd-1','sizeGb':'50','labels':{'owner':'ada'},
             'type':'projects/stipend-ws-1/zones/us-central1-a/diskTypes/pd-balanced'}
            """);
    assertThat(emulated.zone("/disks/pd-1").text("status")).isEqualTo("CREATING");
    emulated.done(operation);
    Reply disk = emulated.zone("/disks/pd-1");
    assertThat(disk.text("status")).isEqualTo("READY");
    assertThat(disk.text("sizeGb")).isEqualTo("50");
    assertThat(disk.text("type"))
        .isEqualTo(
            "https://www.googleapis.com/compute/v1/projects/stipend-ws-1/zones/us-central1-a/diskTypes/pd-balanced");
    assertThat(disk.text("labels.owner")).isEqualTo("ada");
    assertThat(disk.has("users")).isFalse();
    assertThat(disk.text("id")).isEqualTo(operation.text("targetId"));
  }

  @Test
  void aDiskIsFoundByItsNumberToo() {
    Reply disk = emulated.aDisk("pd-1");
    assertThat(emulated.zone("/disks/" + disk.text("id")).text("name")).isEqualTo("pd-1");
  }

  @Test
  void whatIsNotSaidHasGooglesDefaults() {
    emulated.done(emulated.post("/disks", "{'name':'blank'}"));
    assertThat(emulated.zone("/disks/blank").text("sizeGb")).isEqualTo("500");
    assertThat(emulated.zone("/disks/blank").text("type")).endsWith("/diskTypes/pd-standard");
    emulated.done(
        emulated.post(
            "/disks?sourceImage=projects/debian-cloud/global/images/family/debian-12",
            "{'name':'boot'}"));
    assertThat(emulated.zone("/disks/boot").text("sizeGb")).isEqualTo("10");
    assertThat(emulated.zone("/disks/boot").text("labelFingerprint")).isEqualTo("42WmSpB8rSM=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "projects/debian-cloud/global/images/family/debian-12",
        "projects/debian-cloud/zones/-/imageFamilyViews/debian-12",
        "projects/debian-cloud/zones/us-central1-a/imageFamilyViews/debian-12",
        "projects/debian-cloud/global/images/debian-12-bookworm-v20260609"
      })
  void anImageIsNamedInManyWays(String image) {
    emulated.done(emulated.post("/disks", "{'name':'boot','sourceImage':'" + image + "'}"));
    assertThat(emulated.zone("/disks/boot").text("sourceImage"))
        .endsWith("/debian-cloud/global/images/debian-12-bookworm-v20260609");
  }

  @Test
  void aNameIsTakenFromTheFirstMomentOn() {
    emulated.post("/disks", "{'name':'pd-1'}");
    Reply second = emulated.post("/disks", "{'name':'pd-1'}");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.reason()).isEqualTo("alreadyExists");
    assertThat(second.message())
        .isEqualTo(
            "The resource 'projects/stipend-ws-1/zones/us-central1-a/disks/pd-1' already exists");
  }

  @Test
  void aDeletedDiskIsGoneAfterItsOperation() {
    emulated.aDisk("pd-1");
    Reply operation = emulated.delete("/disks/pd-1");
    assertThat(emulated.zone("/disks/pd-1").text("status")).isEqualTo("DELETING");
    emulated.done(operation);
    assertThat(emulated.zone("/disks/pd-1").status()).isEqualTo(404);
    assertThat(emulated.delete("/disks/pd-1").reason()).isEqualTo("notFound");
  }

  @Test
  void aDiskOnlyGrows() {
    emulated.aDisk("pd-1");
    Reply grown = emulated.done(emulated.post("/disks/pd-1/resize", "{'sizeGb':'80'}"));
    assertThat(grown.text("operationType")).isEqualTo("resizeDisk");
    assertThat(emulated.zone("/disks/pd-1").text("sizeGb")).isEqualTo("80");
    assertThat(emulated.post("/disks/pd-1/resize", "{'sizeGb':'80'}").reason())
        .isEqualTo("invalid");
    assertThat(emulated.post("/disks/pd-1/resize", "{'sizeGb':'20'}").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Home", "1disk", "disk-", "a_b", "aä"})
  void aBadNameIsRefused(String name) {
    Reply reply = emulated.post("/disks", "{'name':'" + name + "'}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.message())
        .startsWith("Invalid value for field 'resource.name': '" + name + "'. Must be a match of");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name':'d','labels':{'Owner':'a'}} | invalid",
        "{'name':'d','labels':{'owner':'A b'}} | invalid",
        "{'name':'d','sizeGb':'0'} | invalid",
        "{'name':'d','sourceImage':'global/images/nothing'} | notFound",
        "{'name':'d','type':'pd-ssd'} | invalid",
        "{'name':'d','type':'zones/us-central1-a/diskTypes/tape'} | notFound",
        "{'name':'d','sourceSnapshot':'global/snapshots/none'} | notFound",
        "{'sizeGb':'10'} | required",
        "{'name': | parseError"
      })
  void whatCannotBeIsRefusedAtOnce(String body, String reason) {
    assertThat(emulated.post("/disks", body).reason()).isEqualTo(reason);
  }

  @Test
  void aDiskIsNotSmallerThanItsImage() {
    Reply reply =
        emulated.post(
            "/disks",
            "{'name':'d','sizeGb':5,'sourceImage':'projects/debian-cloud/global/images/family/debian-12'}");
    assertThat(reply.message())
        .endsWith("Requested disk size cannot be smaller than the image size (10 GB)");
  }

  @Test
  void theDiskQuotaIsCheckedAtOnce() {
    Reply reply = emulated.post("/disks", "{'name':'big','sizeGb':'5000'}");
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.reason()).isEqualTo("quotaExceeded");
    assertThat(reply.message())
        .isEqualTo("Quota 'DISKS_TOTAL_GB' exceeded.  Limit: 4096.0 in region us-central1.");
  }

  @Test
  void whatDisksUseCounts() {
    emulated.aDisk("pd-1");
    assertThat(emulated.get("/regions/us-central1").body().toString())
        .contains("{\"limit\":4096.0,\"usage\":50.0,\"metric\":\"DISKS_TOTAL_GB\"}");
  }

  @Test
  void labelsAreReplacedByWhoReadThemLast() {
    String fingerprint = emulated.aDisk("pd-1").text("labelFingerprint");
    String body = "{'labels':{'k':'%s'},'labelFingerprint':'%s'}";
    emulated.done(emulated.post("/disks/pd-1/setLabels", body.formatted("1", fingerprint)));
    Reply late = emulated.post("/disks/pd-1/setLabels", body.formatted("2", fingerprint));
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.reason()).isEqualTo("conditionNotMet");
    assertThat(late.text("error.errors.0.location")).isEqualTo("If-Match");
    assertThat(emulated.post("/disks/pd-1/setLabels", "{'labels':{}}").status()).isEqualTo(412);
    assertThat(emulated.zone("/disks/pd-1").text("labels.k")).isEqualTo("1");
  }

  @Test
  void aFingerprintCountsByItsBytes() {
    emulated.aDisk("pd-1");
    String urlSafe =
        emulated.zone("/disks/pd-1").text("labelFingerprint").replace('+', '-').replace("=", "");
    emulated.done(emulated.post("/disks/pd-1/setLabels", "{'labelFingerprint':'" + urlSafe + "'}"));
  }

  @Test
  void aSnapshotKeepsADiskAndMakesAnother() {
    emulated.aDisk("pd-1");
    Reply operation = emulated.post("/disks/pd-1/createSnapshot", "{'name':'copy'}");
    assertThat(operation.text("targetLink")).endsWith("/disks/pd-1");
    assertThat(emulated.get("/global/snapshots/copy").text("status")).isEqualTo("CREATING");
    emulated.advance("PT5S");
    assertThat(emulated.get("/global/snapshots/copy").text("status")).isEqualTo("UPLOADING");
    emulated.done(operation);
    emulated.done(emulated.delete("/disks/pd-1"));
    Reply restore =
        emulated.post("/disks", "{'name':'pd-2','sourceSnapshot':'global/snapshots/copy'}");
    assertThat(emulated.zone("/disks/pd-2").text("status")).isEqualTo("RESTORING");
    emulated.done(restore);
    assertThat(emulated.zone("/disks/pd-2").text("sizeGb")).isEqualTo("50");
  }
}
