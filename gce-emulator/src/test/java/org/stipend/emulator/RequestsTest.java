package org.stipend.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients write who are not ours. */
class RequestsTest {

  private static final String TYPE = "zones/us-central1-a/diskTypes/pd-ssd";

  @RegisterExtension final Emulated emulated = new Emulated();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.googleapis.com/compute/v1/projects/stipend-ws-1/" + TYPE,
        "https://compute.googleapis.com/compute/v1/projects/stipend-ws-1/" + TYPE,
        "http://somewhere:1234/compute/v1/projects/stipend-ws-1/" + TYPE,
        "projects/stipend-ws-1/" + TYPE,
        "/" + TYPE,
        TYPE
      })
  void aReferenceMayBeginAnywhere(String type) {
    emulated.done(emulated.post("/disks", "{'name':'d','type':'" + type + "'}"));
    assertThat(emulated.zone("/disks/d").text("type"))
        .isEqualTo("https://www.googleapis.com/compute/v1/projects/stipend-ws-1/" + TYPE);
  }

  @Test
  void aReferenceMayHaveThisServersHost() {
    String type = emulated.emulator().origin() + "/compute/v1/projects/stipend-ws-1/" + TYPE;
    assertThat(emulated.post("/disks", "{'name':'d','type':'" + type + "'}").status())
        .isEqualTo(200);
  }

  @Test
  void whatNobodyKnowsIsPassedOver() {
    Reply reply =
        emulated.send(
            "POST",
            "/zones/us-central1-a/disks?alt=json&key=k&prettyPrint=True&$alt=json%3Benum-encoding%3Dint",
            BodyPublishers.ofString(
                "{\"kind\":\"compute#disk\",\"name\":\"d\",\"sizeGb\":20,\"labels\":{},"
                    + "\"asyncSecondaryDisks\":{},\"unheardOf\":[1,{\"a\":null}],\"options\":null}"),
            "Authorization",
            "Bearer whatever");
    emulated.done(reply);
    assertThat(emulated.zone("/disks/d?").text("sizeGb")).isEqualTo("20");
  }

  @Test
  void booleansComeInAnyCase() {
    for (String value : new String[] {"true", "True", "false", "False"}) {
      assertThat(emulated.get("/aggregated/disks?includeAllScopes=" + value).status())
          .isEqualTo(200);
    }
    assertThat(emulated.get("/aggregated/disks?includeAllScopes=maybe").reason())
        .isEqualTo("invalid");
  }

  @Test
  void bodiesMayBeZippedAndChunked() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write("{\"name\":\"zipped\"}".getBytes(UTF_8));
    }
    Reply reply =
        emulated.send(
            "POST",
            "/zones/us-central1-a/disks",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes.toByteArray())),
            "Content-Encoding",
            "gzip");
    emulated.done(reply);
    assertThat(emulated.zone("/disks/zipped").status()).isEqualTo(200);
  }
}
