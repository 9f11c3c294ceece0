package org.stipend.standalone.journey;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A port that a process of a Stipend listens on, as the kernel knows it.
 *
 * @param address it is bound to, as {@code /proc/net} writes it
 * @param programs the command lines of those who have it open
 */
record OpenPort(int number, String address, Set<String> programs) {

  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");
  private static final String LISTENS = "0A";
  private static final int SILENCE_MILLIS = 3_000;

  /** By number. */
  static List<OpenPort> of(TestStipend stipend) throws IOException {
    Map<String, Set<String>> programs = new TreeMap<>();
    for (String pid : pids(stipend)) {
      for (String socket : sockets(pid)) {
        programs.computeIfAbsent(socket, _ -> new TreeSet<>()).add(commandLine(pid));
      }
    }
    var ports = new TreeMap<Integer, OpenPort>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table)).stream().skip(1).toList()) {
        String[] words = line.strip().split("\\s+");
        Set<String> owners = programs.get(words[9]);
        if (!words[3].equals(LISTENS) || owners == null) continue;
        String[] bound = words[1].split(":");
        int number = Integer.parseInt(bound[1], 16);
        ports.put(number, new OpenPort(number, bound[0], owners));
      }
    }
    return List.copyOf(ports.values());
  }

  private static Set<String> pids(TestStipend stipend) {
    return Stream.concat(
            stipend.tree().map(process -> "" + process.pid()),
            stipend.processes().stream().map(line -> line.substring(0, line.indexOf(' '))))
        .collect(toSet());
  }

  private static String commandLine(String pid) {
    return ProcessHandle.of(Long.parseLong(pid))
        .flatMap(process -> process.info().commandLine())
        .orElse("");
  }

  private static List<String> sockets(String pid) {
    var inodes = new ArrayList<String>();
    try (Stream<Path> open = Files.list(Path.of("/proc", pid, "fd"))) {
      for (Path file : open.toList()) {
        String target = Files.readSymbolicLink(file).toString();
        if (target.startsWith("socket:")) inodes.add(target.replaceAll("\\D", ""));
      }
    } catch (IOException gone) {
      return inodes;
    }
    return inodes;
  }

  boolean isOnLoopback() {
    return LOOPBACK.contains(address);
  }

  boolean isOf(String program) {
    return programs.stream().anyMatch(line -> line.contains(program));
  }

  /** What comes back for one request of HTTP; empty where nothing does. */
  String ask(String method, String path, String... headers) throws IOException {
    try (var socket = new Socket("127.0.0.1", number)) {
      socket.setSoTimeout(SILENCE_MILLIS);
      String head =
          method + " " + path + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers);
      String body = method.equals("GET") ? "" : "{}";
      String length = body.isEmpty() ? "" : "\r\nContent-Length: " + body.length();
      socket.getOutputStream().write((head + length + "\r\n\r\n" + body).getBytes());
      return read(socket);
    }
  }

  private static String read(Socket socket) throws IOException {
    var text = new StringBuilder();
    byte[] bytes = new byte[8192];
    try {
      for (int n; (n = socket.getInputStream().read(bytes)) >= 0; ) {
        text.append(new String(bytes, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketTimeoutException | SocketException silent) {
      return text.toString();
    }
    return text.toString();
  }
}
