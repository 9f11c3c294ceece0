package org.stipend.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stipend.standalone.journey.TestApplication;

/** What Temporal keeps can be made anew from rows: no damage of it hinders a start. */
class TemporalServerTest {

  private static final int PAGE = 4096;

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

  @TempDir Path directory;
  private DataDirectory data;

  @BeforeEach
  void open() {
    data = DataDirectory.open(directory);
    start();
  }

  enum Damage {
    HEAD {
      @Override
      void to(FileChannel file) throws IOException {
        file.write(ByteBuffer.wrap(new byte[100]), 0);
      }
    },
    PAGES {
      @Override
      void to(FileChannel file) throws IOException {
        for (long at = PAGE; at < file.size(); at += 3 * PAGE) {
          file.write(ByteBuffer.wrap(new byte[PAGE]), at);
        }
      }
    },
    CUT_IN_HALF {
      @Override
      void to(FileChannel file) throws IOException {
        file.truncate(file.size() / 2);
      }
    },
    EMPTY {
      @Override
      void to(FileChannel file) throws IOException {
        file.truncate(0);
      }
    };

    abstract void to(FileChannel file) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void startsOnDamagedDataWhichIsPutAsideAndSaid(Damage damage) throws IOException {
    Path file = data.temporal().resolve("temporal.db");
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      damage.to(channel);
    }
    start();
    assertThat(terminal.toString()).contains("Temporal's data was damaged", aside().toString());
    assertThat(aside().resolve("temporal.db")).exists();
  }

  @Test
  void startsOnDataThatIsWholeForSqliteAndThatTemporalCannotRead() throws Exception {
    garble("cluster_metadata_info");
    start();

    assertThat(terminal.toString()).contains("Temporal's data was damaged", aside().toString());
  }

  @Test
  void keepsWhatIsWhole() throws IOException {
    start();
    assertThat(terminal.toString()).isEmpty();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).noneMatch(TemporalServerTest::isAside);
    }
  }

  @Test
  void startsOnDataOfWhichItCannotReadTheWorkflows() throws Exception {
    garble("shards");
    start();
    assertThat(terminal.toString()).contains("Temporal's data was damaged", aside().toString());
  }

  /** Well-formed as a file, and nonsense to Temporal. */
  private void garble(String table) throws Exception {
    String script =
        """
        import sqlite3, sys
        database = sqlite3.connect(sys.argv[1])
        database.execute("UPDATE " + sys.argv[2] + " SET data = zeroblob(40)")
        database.commit()
        """;
    String file = data.temporal().resolve("temporal.db").toString();
    var python = new ProcessBuilder("python3", "-c", script, file, table);
    assertThat(python.inheritIO().start().waitFor()).isZero();
  }

  /** It answers, or this fails. */
  private void start() {
    var console = new Console(new PrintStream(terminal), new PrintStream(terminal), false);
    TemporalServer.start(TestApplication.temporal(), "python3", data, console).close();
  }

  private Path aside() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found = files.filter(TemporalServerTest::isAside).toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }

  private static boolean isAside(Path path) {
    return path.getFileName().toString().startsWith("temporal.before-");
  }
}
