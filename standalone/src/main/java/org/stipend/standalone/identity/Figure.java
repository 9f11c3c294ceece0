package org.stipend.standalone.identity;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The people of the embedded default: whoever runs it may be any of them. */
enum Figure {
  RESEARCHER("researcher", "Ada Lovelace", "Launches runtimes on her own credit", "RESEARCHER"),
  RESEARCHER2(
      "researcher2", "Rosalind Franklin", "Another researcher, other workspaces", "RESEARCHER"),
  ADMIN("admin", "Grace Hopper", "Gives credit, sees and stops all that runs", "ADMIN"),
  ADMIN2("admin2", "Katherine Johnson", "The second pair of eyes", "ADMIN"),
  FINANCE("finance", "Luca Pacioli", "Reads what was used and who pays", "FINANCE"),
  OPERATOR("operator", "Margaret Hamilton", "Keeps it running", "OPERATOR");

  private final String id;
  private final String fullName;
  private final String part;
  private final String role;

  Figure(String id, String fullName, String part, String role) {
    this.id = id;
    this.fullName = fullName;
    this.part = part;
    this.role = role;
  }

  static Optional<Figure> of(String id) {
    return Stream.of(values()).filter(figure -> figure.id.equals(id)).findFirst();
  }

  /** As {@code ./stipend token} and the {@code sub} claim know them. */
  String id() {
    return id;
  }

  String fullName() {
    return fullName;
  }

  String part() {
    return part;
  }

  String email() {
    return id + "@stipend.example";
  }

  List<String> roles() {
    return List.of(role);
  }

  String initials() {
    return Stream.of(fullName.split(" "))
        .map(word -> word.substring(0, 1))
        .reduce("", String::concat);
  }
}
