package org.stipend.standalone.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.UUID;

/** What tokens are signed with: made once, kept in a file only its owner can read. */
final class SigningKey {

  private static final int BITS = 2048;

  private SigningKey() {}

  static JWKSource<SecurityContext> in(Path file) {
    try {
      RSAKey key =
          Files.exists(file) ? RSAKey.parse(Files.readString(file)) : write(generate(), file);
      return new ImmutableJWKSet<>(new JWKSet(key));
    } catch (IOException | ParseException e) {
      throw new IllegalStateException(
          "Cannot use the signing key " + file + "; without the file a new one is made.", e);
    }
  }

  private static RSAKey generate() {
    try {
      return new RSAKeyGenerator(BITS).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK makes RSA keys", e);
    }
  }

  /** Written beside and moved: a start killed half-way leaves no half key. */
  private static RSAKey write(RSAKey key, Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, key.toJSONString(), StandardOpenOption.WRITE);
    Files.move(fresh, file);
    return key;
  }
}
