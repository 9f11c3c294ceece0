package org.stipend.orchestrator.notice;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.web.ConsoleSettings;

/**
 * A notice as mail. Sent again, it has the same id, so that whoever receives it may know it as the
 * same.
 */
@Component
final class Letters {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final Mail mail;
  private final Words words;
  private final ConsoleSettings console;

  Letters(Mail mail, Words words, ConsoleSettings console) {
    this.mail = mail;
    this.words = words;
    this.console = console;
  }

  /**
   * @throws MessagingException where the address is none
   */
  MimeMessage written(Letter letter) throws MessagingException {
    Message said = words.of(letter.told());
    MimeMessage message = mail.sender().createMimeMessage();
    message.setFrom(); // mail.from of spring.mail.properties
    message.setRecipient(RecipientType.TO, new InternetAddress(letter.address(), true));
    message.setSubject(said.title(), UTF_8);
    message.setText(text(said), UTF_8);
    message.setSentDate(Date.from(letter.told().createdAt()));
    message.setHeader(
        "Message-ID", "<%s@%s>".formatted(letter.id(), console.consoleUrl().getHost()));
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private String text(Message said) {
    return """
    %s

    %s%s

    What you are told of by mail: %s/notices?tab=preferences
    """
        .formatted(said.text(), console.origin(), said.link(), console.origin());
  }
}
