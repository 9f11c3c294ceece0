package org.stipend.orchestrator.runtime;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.PayloadKeys;
import org.stipend.cloud.Seal;
import org.stipend.cloud.machine.MachineState;

/**
 * The secrets of tools as they stand in table {@code runtime}: each sealed for its own row, beside
 * the name of its key. Before anybody asks, whatever an older version or an older key has left is
 * sealed anew.
 */
@Component
public final class ToolSecrets implements InitializingBean {

  private static final Logger log = LoggerFactory.getLogger(ToolSecrets.class);
  private static final String SEALED = "sealed";

  private final Seal seal;
  private final JdbcClient jdbc;

  ToolSecrets(PayloadKeys keys, JdbcClient jdbc) {
    this.seal = new Seal(keys);
    this.jdbc = jdbc;
  }

  @Override
  public void afterPropertiesSet() {
    jdbc.sql("SELECT id, secret FROM runtime WHERE secret NOT LIKE :newest || '%'")
        .param("newest", prefix())
        .query(Kept.class)
        .list()
        .forEach(this::sealAnew);
  }

  private record Kept(UUID id, String secret) {}

  private void sealAnew(Kept kept) {
    boolean inClear = !kept.secret().startsWith(SEALED + ":");
    (inClear ? Optional.of(kept.secret()) : open(kept.id(), kept.secret()))
        .ifPresent(secret ->
            jdbc.sql("UPDATE runtime SET secret = :sealed WHERE id = :id AND secret = :seen")
                .param("sealed", sealed(kept.id(), secret))
                .param("id", kept.id())
                .param("seen", kept.secret())
                .update());
  }

  /** What the cloud shows of this runtime's machine, as its row may keep it. */
  MachineState sealed(UUID runtime, MachineState machine) {
    return machine instanceof MachineState.Running running
        ? new MachineState.Running(
            running.name(),
            running.generation(),
            running.startedAt(),
            running.address(),
            sealed(runtime, running.secret()),
            running.runsUntil(),
            running.endsAtLatest())
        : machine;
  }

  String sealed(UUID runtime, String secret) {
    byte[] sealed = seal.seal(secret.getBytes(StandardCharsets.UTF_8), place(runtime));
    return prefix() + Base64.getEncoder().encodeToString(sealed);
  }

  /**
   * Empty where there is none, and where nobody can open it: its key is gone, or it was sealed for
   * another row. A tool that is started again has a new one.
   *
   * @param kept as the row has it
   */
  public Optional<String> open(UUID runtime, @Nullable String kept) {
    if (kept == null) {
      return Optional.empty();
    }
    try {
      String[] parts = kept.split(":", 3);
      if (parts.length != 3 || !parts[0].equals(SEALED)) {
        throw new GeneralSecurityException("nobody has sealed it");
      }
      byte[] secret = seal.open(parts[1], Base64.getDecoder().decode(parts[2]), place(runtime));
      return Optional.of(new String(secret, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      log.warn("the secret of the tool of runtime {} does not open: {}", runtime, e.toString());
      return Optional.empty();
    }
  }

  private String prefix() {
    return SEALED + ":" + seal.key() + ":";
  }

  private static String place(UUID runtime) {
    return "runtime.secret/" + runtime;
  }
}
