package org.stipend.orchestrator.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.web.Problem;

/** What somebody does not want to be told of; of everything else they are. */
@Component
final class Preferences {

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Mail mail;

  Preferences(JdbcClient jdbc, TransactionTemplate transactions, Mail mail) {
    this.jdbc = jdbc;
    this.mail = mail;
    this.transactions = transactions;
  }

  PreferencesView of(Caller caller) {
    Set<OptOut> out =
        Set.copyOf(
            jdbc.sql("SELECT kind, channel FROM notice_opt_out WHERE person = :person")
                .param("person", caller.id())
                .query(OptOut.class)
                .list());
    List<Preference> preferences =
        Stream.of(NoticeKind.values())
            .filter(NoticeKind::mayBeOff)
            .map(kind ->
                new Preference(
                    kind,
                    !out.contains(new OptOut(kind, Channel.APP)),
                    !out.contains(new OptOut(kind, Channel.MAIL))))
            .toList();
    return new PreferencesView(
        mail.isSent(),
        addressOf(caller.id()),
        preferences,
        Stream.of(NoticeKind.values()).filter(kind -> !kind.mayBeOff()).toList());
  }

  private @Nullable String addressOf(UUID person) {
    return jdbc.sql(
            "SELECT verified_email FROM person WHERE id = :person AND verified_email IS NOT NULL")
        .param("person", person)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  PreferencesView put(Caller caller, List<Preference> wanted) {
    wanted.forEach(Preferences::requireChoice);
    transactions.executeWithoutResult(status -> wanted.forEach(one -> put(caller.id(), one)));
    return of(caller);
  }

  private static void requireChoice(Preference one) {
    if (!one.kind().mayBeOff() && !(one.app() && one.mail())) {
      throw Problem.invalid(
          "Everybody is told when credit ends.", "Leave %s out.".formatted(one.kind()));
    }
  }

  private void put(UUID person, Preference wanted) {
    var off = new ArrayList<Channel>();
    for (Channel channel : Channel.values()) {
      if (!wanted.wants(channel)) {
        off.add(channel);
      }
    }
    jdbc.sql("DELETE FROM notice_opt_out WHERE person = :person AND kind = :kind")
        .param("person", person)
        .param("kind", wanted.kind().name())
        .update();
    for (Channel channel : off) {
      jdbc.sql(
              """
              INSERT INTO notice_opt_out (person, kind, channel) VALUES (:person, :kind, :channel)
              ON CONFLICT DO NOTHING
              """)
          .param("person", person)
          .param("kind", wanted.kind().name())
          .param("channel", channel.name())
          .update();
    }
  }

  private record OptOut(NoticeKind kind, Channel channel) {}
}
