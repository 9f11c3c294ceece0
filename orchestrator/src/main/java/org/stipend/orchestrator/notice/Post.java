package org.stipend.orchestrator.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what waits, outside any transaction, and again until it is sent: later each time, and for
 * three days. A process that dies in between sends some of it twice, under the same id.
 */
@Component
final class Post {

  private static final Logger log = LoggerFactory.getLogger(Post.class);

  static final int AT_ONCE = 50;
  private static final Duration TAKEN = Duration.ofMinutes(10);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);
  private static final int MOST_DOUBLINGS = 10;
  private static final int LONGEST_FAILURE = 300;

  private final MailTable table;
  private final Mail mail;
  private final Letters letters;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  Post(
      MailTable table,
      Mail mail,
      Letters letters,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.table = table;
    this.mail = mail;
    this.letters = letters;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** One batch; how many it had. */
  int deliver() {
    if (!mail.isSent()) {
      return 0;
    }
    List<Letter> due = transactions.execute(status -> table.claim(clock.instant(), TAKEN, AT_ONCE));
    if (due.isEmpty()) {
      return 0;
    }
    Map<UUID, Exception> failures = send(due);
    Instant now = clock.instant();
    transactions.executeWithoutResult(status -> note(due, failures, now));
    return due.size();
  }

  private Map<UUID, Exception> send(List<Letter> due) {
    Map<UUID, Exception> failures = new HashMap<>();
    Map<MimeMessage, UUID> written = new LinkedHashMap<>();
    for (Letter letter : due) {
      try {
        written.put(letters.written(letter), letter.id());
      } catch (MessagingException e) {
        failures.put(letter.id(), e);
      }
    }
    try {
      mail.sender().send(written.keySet().toArray(MimeMessage[]::new));
    } catch (MailSendException e) {
      e.getFailedMessages()
          .forEach((message, why) -> failures.put(written.get((MimeMessage) message), why));
    } catch (MailException e) {
      written.values().forEach(id -> failures.put(id, e));
    }
    return failures;
  }

  private void note(List<Letter> due, Map<UUID, Exception> failures, Instant now) {
    var sent = new ArrayList<UUID>();
    for (Letter letter : due) {
      Exception why = failures.get(letter.id());
      if (why == null) {
        sent.add(letter.id());
      } else if (isForGood(letter, why, now)) {
        log.atWarn().addKeyValue("notice", letter.id()).setCause(why).log("A mail is given up");
        table.failed(letter.id(), words(why));
      } else {
        table.again(letter.id(), words(why), now.plus(waitAfter(letter.attempts())));
      }
    }
    table.sent(sent, now);
    if (!failures.isEmpty()) {
      log.atWarn()
          .addKeyValue("sent", sent.size())
          .addKeyValue("failed", failures.size())
          .log("Mail could not be sent: {}", words(failures.values().iterator().next()));
    }
  }

  /** No address, or the server knows none such; or it was tried for long enough. */
  private static boolean isForGood(Letter letter, Exception why, Instant now) {
    boolean nobody =
        why instanceof SendFailedException refused
            ? refused.getInvalidAddresses() != null && refused.getInvalidAddresses().length > 0
            : why instanceof jakarta.mail.internet.ParseException;
    return nobody || letter.told().createdAt().plus(GIVEN_UP_AFTER).isBefore(now);
  }

  static Duration waitAfter(int attempts) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  private static String words(Exception why) {
    String words = why.toString();
    return words.length() <= LONGEST_FAILURE ? words : words.substring(0, LONGEST_FAILURE);
  }
}
