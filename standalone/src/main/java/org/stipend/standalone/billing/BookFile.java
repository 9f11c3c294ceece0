package org.stipend.standalone.billing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** The book in its file. A kill leaves the state before a change or after it, never between. */
final class BookFile {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private Book book;

  /**
   * @param first what there is where no file is yet
   */
  BookFile(Path file, Supplier<Book> first) {
    this.file = file;
    try {
      book = Files.exists(file) ? JSON.readValue(Files.readString(file), Book.class) : first.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized Book read() {
    return book;
  }

  synchronized Book change(UnaryOperator<Book> how) {
    Book changed = how.apply(book);
    if (!changed.equals(book)) {
      write(changed);
      book = changed;
    }
    return changed;
  }

  private void write(Book changed) {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
      try (var channel =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer content =
            ByteBuffer.wrap(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(changed));
        while (content.hasRemaining()) {
          channel.write(content);
        }
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
