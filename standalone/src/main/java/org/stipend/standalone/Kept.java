package org.stipend.standalone;

import java.io.IOException;

/** A server that can be asked how it is, and started again on its port and its data. */
interface Kept extends AutoCloseable {

  /** How a server is. */
  enum Health {
    WORKS,
    /** It answers that it cannot serve yet, as after a crash: it must not be disturbed. */
    RECOVERS,
    SILENT,
    ENDED
  }

  String name();

  /** Takes three seconds at most. */
  Health ask();

  /** Whatever is left of it is ended first, by force. */
  void restart() throws IOException;

  @Override
  void close();
}
