package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.GoogleCredentialsProvider;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.billing.v1.CloudBillingClient;
import com.google.cloud.billing.v1.CloudBillingSettings;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleSettingsTest {

  private static final UUID WORKSPACE = UUID.fromString("8b4a1f9e-5d0c-4d4e-9a51-3f1f0f6f7a10");
  private static final String ACCOUNT = "012345-6789AB-CDEF01";

  private static GoogleSettings settings(
      @Nullable String project, @Nullable String prefix, @Nullable String account) {
    return new GoogleSettings(
        "us-central1", project, prefix, new GoogleSettings.Billing(account, null));
  }

  @Test
  void aProjectIsCalledAfterItsWorkspaceInNoMoreThanThirtyLetters() {
    String project = settings(null, "stipend-w-", ACCOUNT).projects().of(WORKSPACE);

    assertThat(project).isEqualTo("stipend-w-8b4a1f9e5d0c4d4e9a51").hasSize(30);
    assertThat(settings("stipend-all", null, null).projects().of(WORKSPACE))
        .isEqualTo("stipend-all");
  }

  @ParameterizedTest
  @CsvSource({
    ",,",
    "stipend-all,stipend-,012345-6789AB-CDEF01",
    "UPPER-CASE,,",
    "short,,",
    ",eleven-char,012345-6789AB-CDEF01",
    ",1st-,012345-6789AB-CDEF01",
    ",stipend-,",
    ",stipend-,nonsense",
  })
  void whatCannotBeIsRefusedByTheNameOfTheProperty(
      @Nullable String project, @Nullable String prefix, @Nullable String account) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(project, prefix, account))
        .withMessageContaining("stipend.google.");
  }

  @Test
  void withoutAnEmulatorItIsGoogleWithTheCredentialsOfTheApplication() throws IOException {
    CloudBillingSettings.Builder settings = BillingClient.settings(null);

    assertThat(settings.getCredentialsProvider()).isInstanceOf(GoogleCredentialsProvider.class);
    var someone = GoogleCredentials.create(AccessToken.newBuilder().setTokenValue("x").build());
    settings.setCredentialsProvider(FixedCredentialsProvider.create(someone));
    try (var client = CloudBillingClient.create(settings.build())) {
      assertThat(client.getSettings().getTransportChannelProvider().getTransportName())
          .isEqualTo("grpc");
    }
  }
}
