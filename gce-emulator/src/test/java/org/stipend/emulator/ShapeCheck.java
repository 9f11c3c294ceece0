package org.stipend.emulator;

import com.google.api.AnnotationsProto;
import com.google.api.serviceusage.v1.ServiceUsageProto;
import com.google.cloud.billing.v1.CloudBillingProto;
import com.google.cloud.compute.v1.Compute;
import com.google.cloud.resourcemanager.v3.ProjectsProto;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.longrunning.OperationsProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Code;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.stipend.emulator.project.Projects;
import org.stipend.emulator.wire.Request;

/** Finds what Google would not have written, by the published descriptors alone. */
final class ShapeCheck implements Listener.Witness {

  private static final Set<String> OPEN =
      Set.of("Quota.metric", "Warning.code", "Warnings.code", "QuotaStatusWarning.code");

  private final List<String> findings = new ArrayList<>();
  private int seen;

  synchronized List<String> findings() {
    return List.copyOf(findings);
  }

  synchronized int seen() {
    return seen;
  }

  @Override
  public synchronized void saw(Request request, Desk.Answer answer) {
    if (answer.isCut()) return;
    seen++;
    try {
      var reader = new JsonReader(new StringReader(answer.body()));
      reader.setStrictness(Strictness.STRICT);
      JsonObject tree = JsonParser.parseReader(reader).getAsJsonObject();
      if (answer.status() == 200) message(tree, typeOf(request), "");
      else error(request, tree, answer.status());
      if (answer.status() == 200) survivesReading(answer.body(), tree, typeOf(request));
    } catch (IOException | RuntimeException e) {
      findings.add(request + ": " + e);
    }
  }

  private static Descriptor typeOf(Request request) {
    String path = "/" + String.join("/", request.path());
    return Stream.of(
            Compute.getDescriptor(),
            CloudBillingProto.getDescriptor(),
            ProjectsProto.getDescriptor(),
            ServiceUsageProto.getDescriptor(),
            OperationsProto.getDescriptor())
        .flatMap(api -> api.getServices().stream())
        .flatMap(service -> service.getMethods().stream())
        .filter(method -> matches(method, request.verb(), path) || isCalled(method, path))
        .min((a, b) ->
            template(b).length() - template(a).length() + places(a) * 1000 - places(b) * 1000)
        .orElseThrow()
        .getOutputType();
  }

  private static int places(MethodDescriptor method) {
    return template(method).split("\\{", -1).length;
  }

  private static boolean matches(MethodDescriptor method, String verb, String path) {
    var rule = method.getOptions().getExtension(AnnotationsProto.http);
    if (!rule.getPatternCase().name().equals(verb)) return false;
    return path.matches(
        template(method)
            .replaceAll("\\{[^}=]*=([^}*]*)\\*}", "$1[^/:]+")
            .replaceAll("\\{[^}]*}", "[^/]+"));
  }

  private static boolean isCalled(MethodDescriptor method, String path) {
    return path.equals("/" + method.getService().getFullName() + "/" + method.getName());
  }

  private static String template(MethodDescriptor method) {
    var rule = method.getOptions().getExtension(AnnotationsProto.http);
    return rule.getGet() + rule.getPost() + rule.getDelete() + rule.getPut() + rule.getPatch();
  }

  private void message(JsonObject tree, Descriptor type, String at) {
    if (tree.has("@type")) return; // survives reading, or not
    for (Map.Entry<String, JsonElement> entry : tree.entrySet()) {
      String here = at + "/" + entry.getKey();
      type.getFields().stream()
          .filter(field -> field.getJsonName().equals(entry.getKey()))
          .findFirst()
          .ifPresentOrElse(
              field -> field(entry.getValue(), field, here),
              () -> findings.add(here + " is no field of " + type.getName()));
    }
  }

  private void field(JsonElement value, FieldDescriptor field, String at) {
    if (field.isMapField()) {
      FieldDescriptor inner = field.getMessageType().findFieldByName("value");
      for (var entry : value.getAsJsonObject().entrySet()) {
        single(entry.getValue(), inner, at + "/" + entry.getKey());
      }
    } else if (field.isRepeated()) {
      for (JsonElement item : value.getAsJsonArray()) single(item, field, at);
    } else {
      single(value, field, at);
    }
  }

  private void single(JsonElement value, FieldDescriptor field, String at) {
    if (isInstant(field) && value.isJsonPrimitive()) return;
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      message(value.getAsJsonObject(), field.getMessageType(), at);
      return;
    }
    if (!value.isJsonPrimitive()) {
      findings.add(at + " is " + value);
      return;
    }
    JsonPrimitive primitive = value.getAsJsonPrimitive();
    boolean isRight =
        switch (field.getType()) {
          case INT64, UINT64 -> primitive.isString() && primitive.getAsString().matches("-?[0-9]+");
          case INT32, UINT32, DOUBLE, FLOAT -> primitive.isNumber();
          case BOOL -> primitive.isBoolean();
          case BYTES -> primitive.isString() && primitive.getAsString().matches("[A-Za-z0-9+/]*=*");
          case ENUM -> primitive.isString() && isOf(field.getEnumType(), primitive.getAsString());
          case STRING -> primitive.isString() && isKnown(field, primitive.getAsString());
          default -> false;
        };
    if (!isRight) findings.add(at + " is " + value);
  }

  /** Written as text, which survives reading, or not. */
  private static boolean isInstant(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && field.getMessageType().equals(Timestamp.getDescriptor());
  }

  private static boolean isKnown(FieldDescriptor field, String value) {
    Descriptor type = field.getContainingType();
    if (OPEN.contains(type.getName() + "." + field.getName())) return true;
    String wanted = field.getName().replace("_", "");
    return type.getEnumTypes().stream()
        .filter(named -> named.getName().equalsIgnoreCase(wanted))
        .allMatch(named -> isOf(named, value));
  }

  private static boolean isOf(EnumDescriptor type, String value) {
    return type.findValueByName(value) != null && !value.startsWith("UNDEFINED_");
  }

  private void survivesReading(String text, JsonObject tree, Descriptor type) throws IOException {
    var message = DynamicMessage.newBuilder(type);
    JsonFormat.parser().usingTypeRegistry(Projects.TYPES).merge(text, message);
    var printer = JsonFormat.printer().usingTypeRegistry(Projects.TYPES);
    if (isWhole(type)) printer = printer.alwaysPrintFieldsWithNoPresence();
    JsonElement again = JsonParser.parseString(printer.print(message));
    if (!bare(again).equals(bare(tree))) findings.add("read and written again: " + again);
  }

  /** Newer services write every field, also what is false, empty or zero. */
  private static boolean isWhole(Descriptor type) {
    return type.getFile().getPackage().startsWith("google.cloud.billing.");
  }

  /** Without empty lists and objects. */
  private static JsonElement bare(JsonElement tree) {
    if (tree instanceof JsonArray list) {
      var copy = new JsonArray();
      list.forEach(item -> copy.add(bare(item)));
      return copy;
    }
    if (!(tree instanceof JsonObject object)) return tree;
    var copy = new JsonObject();
    object.entrySet().stream()
        .filter(entry -> !isEmpty(entry.getValue()))
        .forEach(entry -> copy.add(entry.getKey(), bare(entry.getValue())));
    return copy;
  }

  private static boolean isEmpty(JsonElement value) {
    return (value instanceof JsonArray list && list.isEmpty())
        || (value instanceof JsonObject object && object.isEmpty());
  }

  private void error(Request request, JsonObject tree, int status) {
    JsonObject error = tree.getAsJsonObject("error");
    boolean isRight =
        error.get("code").getAsInt() == status
            && (request.path().getFirst().equals("compute") ? isOld(error) : isNew(error));
    if (!isRight) findings.add("error " + tree);
  }

  private static boolean isOld(JsonObject error) {
    JsonObject first = error.getAsJsonArray("errors").get(0).getAsJsonObject();
    return error.get("message").equals(first.get("message"))
        && first.has("domain")
        && first.has("reason");
  }

  /** A code of gRPC, and details that say what they are. */
  private static boolean isNew(JsonObject error) {
    JsonArray details = error.has("details") ? error.getAsJsonArray("details") : new JsonArray();
    return Code.valueOf(error.get("status").getAsString()) != Code.OK
        && error.has("message")
        && details.asList().stream().allMatch(detail -> detail.getAsJsonObject().has("@type"));
  }
}
