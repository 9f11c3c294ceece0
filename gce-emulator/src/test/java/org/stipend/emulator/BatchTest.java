package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.emulator.fault.Fault;

/** Several requests in one, as gcloud sends them where it has more than one. */
class BatchTest {

  private static final String PART =
      """
      --===1==
      Content-Type: application/http
      MIME-Version: 1.0
      Content-Transfer-Encoding: binary
      Content-ID: <8b4a+%d>

      %s HTTP/1.1
      Content-Type: application/json
      MIME-Version: 1.0
      accept: application/json
      Host: 127.0.0.1

      %s
      """;

  private static final String DISKS = "/compute/v1/projects/stipend-ws-1/zones/us-central1-a/disks";

  @RegisterExtension final Emulated emulated = new Emulated();

  private HttpResponse<String> send() throws IOException, InterruptedException {
    String body =
        PART.formatted(0, "POST " + DISKS + "?alt=json", "{\"name\":\"a\"}")
            + PART.formatted(1, "GET " + DISKS + "/none?alt=json", "")
            + "--===1==--";
    var request =
        HttpRequest.newBuilder(URI.create(emulated.emulator().origin() + "/batch/compute/v1"))
            .header("Content-Type", "multipart/mixed; boundary=\"===1==\"")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Test
  void eachRequestOfABatchIsAnsweredByItself() throws IOException, InterruptedException {
    HttpResponse<String> response = send();
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("multipart/mixed; boundary=batch_of_answers");
    String[] parts = response.body().split("--batch_of_answers");
    assertThat(parts[1])
        .contains("Content-ID: <response-8b4a+0>", "HTTP/1.1 200 OK", "\"targetLink\"");
    assertThat(parts[2]).contains("Content-ID: <response-8b4a+1>", "HTTP/1.1 404", "notFound");
    assertThat(parts[3]).startsWith("--");
    assertThat(emulated.zone("/disks/a").status()).isEqualTo(200);
  }

  @Test
  void aConnectionThatIsCutTakesTheWholeBatch() {
    emulated.emulator().faults().add(Fault.next("disks.get", new Fault.Dropped()));
    assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    assertThat(emulated.emulator().log().of("disks.insert").getFirst().done()).isTrue();
  }
}
