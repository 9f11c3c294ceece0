package org.stipend.orchestrator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connection on which one may say what no HTTP client would. */
public final class Wire implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)\\r\\nContent-Length: (\\d+)\\r\\n");

  private final Socket socket;

  public Wire(TestConsole console) {
    this(URI.create(console.origin()).getPort());
  }

  public Wire(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that is answered to this, until the server ends the connection. */
  public static Answer ask(TestConsole console, String request) {
    try (Wire wire = new Wire(console)) {
      wire.send(request);
      return wire.answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Like {@link #ask} of somebody who ends their half of the connection there. */
  public static Answer askAndEnd(TestConsole console, String request) {
    try (Wire wire = new Wire(console)) {
      wire.send(request);
      wire.endSending();
      return wire.answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Ends this half of the connection. */
  public void endSending() throws IOException {
    socket.shutdownOutput();
  }

  /** False where the server takes nothing more. */
  public boolean sends(String bytes) {
    try {
      send(bytes);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public boolean isAnswered() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /** Whether the server has ended it; looks for an instant only. */
  public boolean isEnded() {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() == -1;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) { // in the middle of what was still sent
      return true;
    }
  }

  /** As much as is announced, or all that comes until the server ends the connection. */
  public Answer answer() throws IOException {
    var received = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    int length;
    while (!isWhole(received.toString(StandardCharsets.UTF_8))
        && (length = socket.getInputStream().read(part)) != -1) {
      received.write(part, 0, length);
    }
    return new Answer(received.toString(StandardCharsets.UTF_8));
  }

  /** All that comes until the server ends the connection. */
  public String all() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static boolean isWhole(String received) {
    Matcher announced = LENGTH.matcher(received);
    int content = received.indexOf("\r\n\r\n") + 4;
    return announced.find()
        && received.substring(content).getBytes(StandardCharsets.UTF_8).length
            >= Integer.parseInt(announced.group(1));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public record Answer(String text) {

    public int status() {
      return text.isEmpty() ? 0 : Integer.parseInt(text.split(" ", 3)[1]);
    }

    public boolean isProblem() {
      return text.toLowerCase().contains("content-type: application/problem+json");
    }

    public String code() {
      JsonNode problem = new JsonMapper().readTree(text.substring(text.indexOf('{')));
      return problem.path("code").asString("");
    }

    @Override
    public String toString() {
      return text.lines().findFirst().orElse("nothing")
          + text.substring(text.indexOf("\r\n\r\n") + 1);
    }
  }
}
