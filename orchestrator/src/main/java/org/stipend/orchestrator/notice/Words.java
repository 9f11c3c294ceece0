package org.stipend.orchestrator.notice;

import static java.util.stream.Collectors.joining;
import static org.stipend.orchestrator.notice.Phrases.capital;
import static org.stipend.orchestrator.notice.Phrases.credit;
import static org.stipend.orchestrator.notice.Phrases.days;
import static org.stipend.orchestrator.notice.Phrases.dollars;
import static org.stipend.orchestrator.notice.Phrases.inWorkspace;
import static org.stipend.orchestrator.notice.Phrases.lasting;
import static org.stipend.orchestrator.notice.Phrases.link;
import static org.stipend.orchestrator.notice.Phrases.moment;
import static org.stipend.orchestrator.notice.Phrases.workspace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The words of every notice, for the page and for mail: made here, when it is read or sent. */
@Component
final class Words {

  /** What {@link #told} reads. */
  static final String TOLD =
      """
      n.kind, n.person, n.facts, n.pool, p.name AS pool_name, n.workspace, w.name AS workspace_name, n.created_at
        FROM notice n
        LEFT JOIN person p ON p.id = n.pool
        LEFT JOIN workspace w ON w.id = n.workspace
      """;

  private final JsonMapper json;

  Words(JsonMapper json) {
    this.json = json;
  }

  Told told(ResultSet row) throws SQLException {
    return new Told(
        NoticeKind.valueOf(row.getString("kind")),
        row.getObject("person", UUID.class),
        json.readValue(row.getString("facts"), new TypeReference<Map<String, String>>() {}),
        row.getObject("pool", UUID.class),
        row.getString("pool_name"),
        row.getObject("workspace", UUID.class),
        row.getString("workspace_name"),
        row.getTimestamp("created_at").toInstant());
  }

  Message of(Told told) {
    return switch (told.kind()) {
      case CREDIT_USED -> used(told);
      case CREDIT_RUNWAY -> runway(told);
      case CREDIT_EXPIRY -> expiry(told);
      case CREDIT_ENDED -> ended(told);
      case GRACE -> grace(told);
      case GRACE_CAP -> graceCap(told);
      case DISK_ENDS -> diskEnds(told);
      case HAND_OFF_DONE, HAND_OFF_FAILED, HAND_OFF_BROKEN -> handOff(told);
      case INVITED -> invited(told);
      case ROLE_CHANGED -> roleChanged(told);
      case REMOVED -> removed(told);
      case SHARE_CAP -> shareCap(told);
    };
  }

  // ---- credit

  private static Message used(Told told) {
    return new Message(
        "%s %% of %s is used".formatted(told.fact("percent"), credit(told)),
        "%s of %s is left. When it is gone, machines stop and disks are kept for 30 days."
            .formatted(dollars(told.amount("left")), dollars(told.amount("granted"))),
        link(told));
  }

  private static Message runway(Told told) {
    return new Message(
        "%s ends in less than %s"
            .formatted(capital(credit(told)), lasting(Duration.parse(told.fact("within")))),
        "At this pace it ends on %s. Machines are stopped then and disks are kept for 30 days. Stop what you do not need, and it lasts longer."
            .formatted(moment(told.instant("ends"))),
        link(told));
  }

  private static Message expiry(Told told) {
    int days = told.number("days");
    String left = dollars(told.amount("left"));
    String at = moment(told.instant("expires"));
    return days == 0
        ? new Message(
            "%s of your credit has expired".formatted(left),
            "It could be used until %s.".formatted(at),
            link(told))
        : new Message(
            "%s of your credit expires in %s".formatted(left, days(days)),
            "It can be used until %s. What is left then cannot be used any more.".formatted(at),
            link(told));
  }

  private static Message ended(Told told) {
    boolean expired = told.fact("cause").equals("EXPIRED");
    return new Message(
        "%s %s".formatted(capital(credit(told)), expired ? "has expired" : "is used up"),
        "It ended on %s. Unless a billing account takes over, machines on it stop and disks are kept until %s. More credit or a billing account before then brings everything back."
            .formatted(moment(told.instant("at")), moment(told.instant("until"))),
        link(told));
  }

  private static Message grace(Told told) {
    return new Message(
        "Disks on %s are kept for %s more".formatted(credit(told), days(told.number("days"))),
        "The platform pays for them until %s. Save what you need; more credit or a billing account keeps them."
            .formatted(moment(told.instant("until"))),
        link(told));
  }

  private static Message graceCap(Told told) {
    return new Message(
        "Disks on %s have cost the platform %s"
            .formatted(credit(told), dollars(told.amount("spent"))),
        "They are kept since %s, and nothing is deleted before its time. Give credit, or have their owners save what they need and delete the rest."
            .formatted(moment(told.instant("since"))),
        "/admin/people/" + told.pool());
  }

  private static Message diskEnds(Told told) {
    int days = told.number("days");
    String since = moment(told.instant("since"));
    String disk =
        (told.isOfThemselves() ? "Your disk" : "The disk of " + told.fact("name"))
            + " in "
            + workspace(told);
    String because =
        switch (told.fact("cause")) {
          case "CREDIT" -> "The credit it lived on ended on %s.".formatted(since);
          case "PAYER" -> "Its billing account cannot pay since %s.".formatted(since);
          default -> // MEMBERSHIP
              told.isOfThemselves()
                  ? "You cannot work there since %s.".formatted(since)
                  : "%s cannot work there since %s.".formatted(told.fact("name"), since);
        };
    return days == 0
        ? new Message(
            disk + " is deleted",
            "%s %s It was kept until %s."
                .formatted(told.fact("disk"), because, moment(told.instant("until"))),
            "/disks")
        : new Message(
            "%s is kept for %s more".formatted(disk, days(days)),
            "%s %s It is deleted on %s unless that changes."
                .formatted(told.fact("disk"), because, moment(told.instant("until"))),
            "/disks");
  }

  private static Message shareCap(Told told) {
    String cap = dollars(told.amount("cap"));
    return told.isOfThemselves()
        ? new Message(
            "You have used your share of %s".formatted(workspace(told)),
            "It is %s. What you have running goes on; nothing more can be started.".formatted(cap),
            link(told))
        : new Message(
            "%s has used their share of %s".formatted(told.fact("name"), workspace(told)),
            "It is %s. What they have running goes on; nothing more can be started.".formatted(cap),
            inWorkspace(told));
  }

  // ---- hand-off

  private static Message handOff(Told told) {
    String workspace = workspace(told);
    String payer = told.fact("payer");
    String at = moment(told.instant("at"));
    String because = told.fact("because");
    String link = inWorkspace(told);
    if (told.facts().containsKey("nextStep")) {
      return notLinked(told);
    }
    return switch (told.kind()) {
      case HAND_OFF_DONE ->
          new Message(
              "%s pays for %s".formatted(payer, workspace),
              "It does since %s. What the end of the credit stopped can be started again."
                  .formatted(at),
              link);
      case HAND_OFF_FAILED ->
          new Message(
              "%s could not be handed over to %s".formatted(workspace, payer),
              "%s This was on %s.".formatted(because, at),
              link);
      default ->
          new Message(
              "%s can no longer be billed for %s".formatted(payer, workspace),
              "%s Since %s its machines stop, and disks are kept for 30 days. Choose another payer."
                  .formatted(because, at),
              link);
    };
  }

  private static Message notLinked(Told told) {
    return new Message(
        "%s pays for %s, but the cloud project is not linked to it yet"
            .formatted(told.fact("payer"), workspace(told)),
        "%s This was on %s. What is used here is charged to it all the same; until it is linked, the cloud bills the project as before. %s"
            .formatted(told.fact("because"), moment(told.instant("at")), told.fact("nextStep")),
        inWorkspace(told));
  }

  // ---- members

  private static Message invited(Told told) {
    return new Message(
        "%s made you %s of %s".formatted(told.fact("by"), role(told.fact("role")), workspace(told)),
        may(told.fact("role")),
        inWorkspace(told));
  }

  private static Message roleChanged(Told told) {
    String role = role(told.fact("role"));
    if (told.facts().containsKey("person") && !told.isOfThemselves()) {
      return new Message(
          "%s is now %s of %s".formatted(told.fact("name"), role, workspace(told)),
          stops(told, "they", "their"),
          inWorkspace(told));
    }
    return new Message(
        "You are now %s of %s".formatted(role, workspace(told)),
        sentences(
            "%s changed it from %s.".formatted(told.fact("by"), role(told.fact("before"))),
            stops(told, "you", "your"),
            may(told.fact("role"))),
        inWorkspace(told));
  }

  private static Message removed(Told told) {
    String workspace = workspace(told);
    String by = told.fact("by");
    return told.isOfThemselves()
        ? new Message(
            "You are no longer a member of %s".formatted(workspace),
            sentences(
                by.isEmpty() ? "You left." : by + " removed you.", stops(told, "you", "your")),
            "/workspaces")
        : new Message(
            "%s is no longer a member of %s".formatted(told.fact("name"), workspace),
            sentences(
                by.isEmpty() ? "They left." : by + " removed them.", stops(told, "they", "their")),
            inWorkspace(told));
  }

  /** Nothing, where they could not work there before. */
  private static String stops(Told told, String who, String whose) {
    String until = told.facts().getOrDefault("until", "");
    return until.isEmpty()
        ? ""
        : "What %s had running there stops; %s disks are kept until %s."
            .formatted(who, whose, moment(Instant.parse(until)));
  }

  private static String sentences(String... all) {
    return Stream.of(all).filter(one -> !one.isEmpty()).collect(joining(" "));
  }

  private static String role(String role) {
    return role.equals("OWNER") ? "an owner" : "a " + role.toLowerCase(Locale.ROOT);
  }

  private static String may(String role) {
    return switch (role) {
      case "OWNER" -> "You can launch tools there, and say who works in it.";
      case "WRITER" -> "You can launch tools there.";
      default -> "You can see what runs there and what it costs.";
    };
  }
}
