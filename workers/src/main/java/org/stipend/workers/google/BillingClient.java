package org.stipend.workers.google;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.billing.v1.CloudBillingClient;
import com.google.cloud.billing.v1.CloudBillingSettings;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Google's client, as we use it. */
final class BillingClient {

  /** Three of them fit into an activity. Google is told, and does nothing after it. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private BillingClient() {}

  /** With Application Default Credentials; at an emulator without any, and without encryption. */
  static CloudBillingClient open(@Nullable String emulator) {
    try {
      return CloudBillingClient.create(settings(emulator).build());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open Google's client for billing", e);
    }
  }

  static CloudBillingSettings.Builder settings(@Nullable String emulator) throws IOException {
    CloudBillingSettings.Builder settings = CloudBillingSettings.newBuilder();
    if (emulator != null) {
      settings
          .setCredentialsProvider(NoCredentialsProvider.create())
          .setTransportChannelProvider(
              CloudBillingSettings.defaultGrpcTransportProviderBuilder()
                  .setEndpoint(emulator)
                  .setChannelConfigurator(ManagedChannelBuilder::usePlaintext)
                  .build());
    }
    // Temporal tries again, and knows for how long
    return settings.applyToAllUnaryMethods(call -> {
      call.setSimpleTimeoutNoRetriesDuration(LIMIT);
      return null;
    });
  }
}
