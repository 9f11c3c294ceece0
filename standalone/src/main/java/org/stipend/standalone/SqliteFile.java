package org.stipend.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a database of SQLite, that nobody has open, is whole. */
final class SqliteFile {

  private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);
  private static final int DAMAGED = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Python has SQLite with it. A lock or a full disk is no damage. */
  private static final String CHECK =
      """
      import sqlite3, sys
      try:
          database = sqlite3.connect(sys.argv[1])
          tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
          result = database.execute("PRAGMA quick_check(1)").fetchone()[0]
      except sqlite3.OperationalError as e:
          sys.exit(str(e))
      except sqlite3.DatabaseError:
          sys.exit(%d)
      sys.exit(0 if tables and result == "ok" else %d)
      """
          .formatted(DAMAGED, DAMAGED);

  private SqliteFile() {}

  /** False as well when that cannot be found out: whoever opens it will see. */
  static boolean isDamaged(Path file, String python) {
    if (!Files.exists(file)) {
      return false;
    }
    try {
      Process check =
          new ProcessBuilder(python, "-c", CHECK, file.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (check.waitFor(PATIENCE)) {
        return check.exitValue() == DAMAGED;
      }
      check.destroyForcibly();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("{} could not be checked", file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
