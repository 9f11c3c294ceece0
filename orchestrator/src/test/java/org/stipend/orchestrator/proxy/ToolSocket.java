package org.stipend.orchestrator.proxy;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** One browser socket: says a line, hears the answer. */
final class ToolSocket implements WebSocket.Listener {

  final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final WebSocket socket;
  private volatile CompletableFuture<String> answer = new CompletableFuture<>();

  ToolSocket(Function<WebSocket.Listener, WebSocket> connect) {
    this.socket = connect.apply(this);
  }

  String say(String line) {
    answer = new CompletableFuture<>();
    socket.sendText(line, true);
    return answer.join();
  }

  void end() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    answer.complete(data.toString());
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    closed.complete(null);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    closed.complete(null);
  }
}
