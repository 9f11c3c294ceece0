package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.emulator.Emulated.q;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest {

  @RegisterExtension final Emulated emulated = new Emulated();

  private void disks() {
    emulated.done(
        emulated.post("/disks", "{'name':'alpha','sizeGb':10,'labels':{'owner':'ada','n':'1'}}"));
    emulated.advance("PT1M");
    emulated.done(emulated.post("/disks", "{'name':'beta','sizeGb':200,'labels':{'owner':'bob'}}"));
    emulated.advance("PT1M");
    emulated.done(emulated.post("/disks", "{'name':'gamma','sizeGb':30}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "name = beta ; beta",
        "name=\"beta\" ; beta",
        "name != beta ; alpha,gamma",
        "name eq .*a ; alpha,beta,gamma",
        "name eq b ; ''",
        "name eq \"(alpha|be(t)a)\" ; alpha,beta",
        "(name eq (alpha|be(t)a)) ; alpha,beta",
        "name ne .*m.* ; alpha,beta",
        "labels.owner = ada ; alpha",
        "labels.owner:* ; alpha,beta",
        "labels.owner eq a.* ; alpha",
        "NOT labels.owner:* ; gamma",
        "-labels.owner:* ; gamma",
        "labels.owner != ada ; beta,gamma",
        "sizeGb > 10 ; beta,gamma",
        "sizeGb >= 10 sizeGb < 100 ; alpha,gamma",
        "(labels.owner = ada) (sizeGb = 10) ; alpha",
        "(labels.owner = ada)(sizeGb = 200) ; ''",
        "labels.owner = ada OR labels.owner = bob ; alpha,beta",
        "labels.owner = ada OR labels.owner = bob AND sizeGb > 50 ; beta",
        "labels.owner = ada OR (labels.owner = bob AND sizeGb > 500) ; alpha",
        "name:ET ; beta",
        "status = READY ; alpha,beta,gamma",
        "zone eq .*us-central1-a ; alpha,beta,gamma",
        "creationTimestamp < \"2026-11-30T12:01:00Z\" ; alpha"
      })
  void aFilterSelects(String filter, String names) {
    disks();
    List<String> wanted = names.isEmpty() ? List.of() : List.of(names.split(","));
    assertThat(emulated.zone("/disks?filter=" + q(filter)).names()).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "name =",
        "= x",
        "nonsense = 1",
        "(name = x",
        "name = x)",
        "name eq (",
        "name = \"x",
        "labels = x AND",
        "guestOsFeatures = x",
        "name eq (?=x)"
      })
  void aMalformedFilterIsRefused(String filter) {
    Reply reply = emulated.zone("/disks?filter=" + q(filter));
    // without a disk nothing is compared, and it is refused all the same
    assertThat(reply.status()).as("%s", reply.body()).isEqualTo(400);
    assertThat(reply.message())
        .isEqualTo(
            "Invalid value for field 'filter': '" + filter + "'. Invalid list filter expression.");
  }

  @Test
  void aFilterMayNameALinkWithGooglesHostOrThisServers() {
    disks();
    String zone = emulated.zone("/disks/alpha").text("zone");
    String here = zone.replace("https://www.googleapis.com", emulated.emulator().origin());
    for (String link : new String[] {zone, here}) {
      assertThat(emulated.zone("/disks?filter=" + q("zone = \"" + link + "\"")).names()).hasSize(3);
    }
  }

  @Test
  void pagesShowEverythingOnce() {
    disks();
    var seen = new ArrayList<String>();
    Reply page = emulated.zone("/disks?maxResults=2");
    assertThat(page.names()).hasSize(2);
    seen.addAll(page.names());
    emulated.aDisk("aaa"); // before what was shown: not on later pages
    emulated.aDisk("zeta");
    page = emulated.zone("/disks?maxResults=2&pageToken=" + q(page.text("nextPageToken")));
    seen.addAll(page.names());
    assertThat(seen).containsExactly("alpha", "beta", "gamma", "zeta");
    assertThat(page.has("nextPageToken")).isFalse();
  }

  @Test
  void theNewestComeFirstWhereAskedFor() {
    disks();
    String newest = "?orderBy=" + q("creationTimestamp desc");
    assertThat(emulated.zone("/disks" + newest).names()).containsExactly("gamma", "beta", "alpha");
    Reply page = emulated.zone("/disks" + newest + "&maxResults=1");
    String next = "&pageToken=" + q(page.text("nextPageToken"));
    assertThat(emulated.zone("/disks" + newest + next).names()).containsExactly("beta", "alpha");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"maxResults=501", "maxResults=-1", "maxResults=x", "pageToken=!", "orderBy=size"})
  void whatNoPageCanBeIsRefused(String query) {
    assertThat(emulated.zone("/disks?" + query).reason()).isEqualTo("invalid");
  }

  @Test
  void anEmptyListHasNoItems() {
    Reply empty = emulated.zone("/disks");
    assertThat(empty.has("items")).isFalse();
    assertThat(empty.text("kind")).isEqualTo("compute#diskList");
    assertThat(empty.text("id")).isEqualTo("projects/stipend-ws-1/zones/us-central1-a/disks");
  }

  @Test
  void anAggregatedListGoesThroughAllZonesPageByPage() {
    disks();
    emulated.postAt("/zones/us-central1-b/disks", "{'name':'delta'}");
    Reply first = emulated.get("/aggregated/disks?maxResults=2&returnPartialSuccess=True");
    assertThat(first.has("items.zones/us-central1-b.warning")).isTrue();
    Reply second = emulated.get("/aggregated/disks?pageToken=" + q(first.text("nextPageToken")));
    assertThat(second.body().toString())
        .contains("\"name\":\"gamma\"", "\"name\":\"delta\"")
        .doesNotContain("alpha");
    assertThat(
            emulated
                .get("/aggregated/disks?includeAllScopes=true")
                .text("items.global.warning.code"))
        .isEqualTo("NO_RESULTS_ON_PAGE");
    assertThat(emulated.get("/aggregated/disks").has("items.global")).isFalse();
  }
}
