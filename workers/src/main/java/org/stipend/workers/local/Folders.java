package org.stipend.workers.local;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stipend.cloud.Payloads;

/** Files that are there in full or not at all, and directories that go without following a link. */
final class Folders {

  private static final Logger log = LoggerFactory.getLogger(Folders.class);
  private static final JsonMapper JSON = Payloads.mapper();

  private static final int DELETE_ATTEMPTS = 5;

  private Folders() {}

  static void make(Path folder) throws IOException {
    if (isDirectory(folder)) return;
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** A real one, not a link to one. */
  static boolean isDirectory(Path folder) {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  static List<Path> list(Path folder) throws IOException {
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(found::add);
    } catch (NoSuchFileException gone) {
      return List.of();
    }
    found.sort(null);
    return found;
  }

  /** Written aside, forced to the disk, renamed; readable by its owner alone. */
  static void write(Path file, Object content) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    Files.createFile(
        aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(content));
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /** Away at once under its name, then piece by piece. */
  static void discard(Path folder, Path trash) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) return;
    Path doomed = trash.resolve(folder.getFileName() + "-" + UUID.randomUUID());
    Files.move(folder, doomed, StandardCopyOption.ATOMIC_MOVE);
    for (int attempt = 0; attempt < DELETE_ATTEMPTS; attempt++) {
      try {
        delete(doomed);
        return;
      } catch (DirectoryNotEmptyException somebodyStillWrites) {
        continue; // what remains in the end goes at the next start
      } catch (IOException e) {
        cannotDelete(doomed, e);
        return;
      }
    }
  }

  /** As far as it goes: what belongs to somebody else, such as a container's files, stays. */
  static void empty(Path trash) throws IOException {
    for (Path doomed : list(trash)) {
      try {
        delete(doomed);
      } catch (IOException e) {
        cannotDelete(doomed, e);
      }
    }
  }

  private static void cannotDelete(Path doomed, IOException why) {
    log.atWarn()
        .addKeyValue("folder", doomed)
        .setCause(why)
        .log("delete this by hand: it cannot be deleted");
  }

  static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFileFailed(Path path, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
            if (!isDirectory(path) || !unlock(path)) throw failure;
            delete(path); // a directory its owner had locked
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            remove(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) throw failure;
            remove(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void remove(Path path) throws IOException {
    try {
      Files.deleteIfExists(path);
    } catch (AccessDeniedException locked) {
      if (!unlock(path.resolveSibling(""))) throw locked;
      Files.deleteIfExists(path);
    }
  }

  /** True where the folder was closed to us before. */
  private static boolean unlock(Path folder) throws IOException {
    if (Files.isWritable(folder) && Files.isReadable(folder) && Files.isExecutable(folder)) {
      return false;
    }
    PosixFileAttributeView view =
        Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    view.setPermissions(PosixFilePermissions.fromString("rwx------"));
    return true;
  }
}
