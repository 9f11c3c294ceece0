package org.stipend.emulator.wire;

import com.google.protobuf.Message;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A method called with a request that could be read. */
public record Call(String method, Message request, Supplier<Message> answer) {

  public String project() {
    return Fields.text(request, "project");
  }

  /** Empty where the caller gave none, or the method takes none. */
  public String requestId() {
    return Fields.text(request, "request_id");
  }

  /** The name that the path ends in or the body gives, such as a disk's; empty for lists. */
  public String resource() {
    String noun = method.substring(0, method.indexOf('.'));
    String own = noun.endsWith("Operations") ? "operation" : noun.substring(0, noun.length() - 1);
    return Stream.of(
            Fields.text(request, Fields.snake(own)),
            Fields.text(request, "resource"),
            Fields.nameIn(request, Fields.snake(own) + "_resource"),
            Fields.text(request, "name"))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Whether it leaves everything as it was. */
  public boolean isRead() {
    String verb = method.substring(method.indexOf('.') + 1);
    return isWait()
        || verb.startsWith("get")
        || verb.startsWith("list")
        || verb.startsWith("search")
        || verb.startsWith("test")
        || verb.equals("aggregatedList");
  }

  public boolean isWait() {
    return method.endsWith("Operations.wait");
  }
}
