package org.stipend.orchestrator.runtime;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stipend.cloud.PayloadKeys;

/** Secrets as the product of the tests would have sealed them. */
public final class TestingSecrets {

  public static final String KEY = "AAAAAAAAAAAAAAAAAAAAAA";

  private TestingSecrets() {}

  public static String sealed(UUID runtime, String secret, JdbcClient jdbc) {
    return new ToolSecrets(PayloadKeys.of(KEY), jdbc).sealed(runtime, secret);
  }
}
