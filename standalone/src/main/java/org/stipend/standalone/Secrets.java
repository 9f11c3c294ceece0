package org.stipend.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Passwords of this installation, each made once, in a file only its owner can read. */
public final class Secrets {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final int BYTES = 24;

  private final Path directory;
  private final SecureRandom random = new SecureRandom();

  public Secrets(Path directory) {
    this.directory = directory;
  }

  boolean has(String name) {
    return Files.exists(directory.resolve(name));
  }

  public Path file(String name) {
    value(name);
    return directory.resolve(name);
  }

  public String value(String name) {
    Path file = directory.resolve(name);
    try {
      return Files.exists(file) ? Files.readString(file).strip() : make(file);
    } catch (IOException e) {
      throw new CannotStart(
          "Cannot read the secret " + file + ".", "Make it readable for you alone (0600).", e);
    }
  }

  /** Written beside and moved: a start killed half-way leaves no empty password. */
  private String make(Path file) throws IOException {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(fresh, value, StandardOpenOption.WRITE);
    Files.move(fresh, file);
    return value;
  }
}
