package org.stipend.cloud.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long a test waits for what must happen. Something slow gets there, however busy the machine;
 * only something stuck takes as long as this. JUnit finds it by itself, for every test.
 */
public final class Patience implements BeforeAllCallback {

  public static final Duration UNTIL_STUCK = Duration.ofMinutes(5);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(UNTIL_STUCK);
  }
}
