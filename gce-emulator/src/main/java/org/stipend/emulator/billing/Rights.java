package org.stipend.emulator.billing;

import com.google.iam.v1.Binding;
import com.google.iam.v1.Policy;
import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who has which role on an account. The policy says it at once; what follows from it spreads, and
 * holds some time later.
 */
final class Rights {

  private static final ByteString ETAG = ByteString.copyFromUtf8("policy");

  /**
   * @param before what holds until it has spread
   */
  private record Spread(boolean given, boolean before, Instant from) {

    boolean holds(Instant now) {
      return now.isBefore(from) ? before : given;
    }
  }

  private final Map<Role, Map<String, Spread>> members = new TreeMap<>();

  void change(Role role, String member, boolean given, Instant now, Instant from) {
    Map<String, Spread> having = members.computeIfAbsent(role, _ -> new TreeMap<>());
    boolean before = having.containsKey(member) && having.get(member).holds(now);
    having.put(member, new Spread(given, before, from));
  }

  boolean allow(String member, String permission, Instant now) {
    return members.entrySet().stream()
        .filter(having -> having.getKey().holds(permission))
        .map(having -> having.getValue().get(member))
        .anyMatch(spread -> spread != null && spread.holds(now));
  }

  /** When something that was changed comes to hold. */
  Stream<Instant> changes() {
    return members.values().stream().flatMap(having -> having.values().stream()).map(Spread::from);
  }

  Policy policy() {
    var policy = Policy.newBuilder().setVersion(1).setEtag(ETAG);
    members.forEach((role, having) -> {
      List<String> named = named(having);
      if (!named.isEmpty()) {
        policy.addBindings(Binding.newBuilder().setRole(role.title()).addAllMembers(named));
      }
    });
    return policy.build();
  }

  private static List<String> named(Map<String, Spread> having) {
    var names = new TreeSet<String>();
    having.forEach((member, spread) -> {
      if (spread.given()) names.add(member);
    });
    return List.copyOf(names);
  }
}
