package org.stipend.orchestrator.notice;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Whether mail is sent here: where a server for it is configured ({@code spring.mail.host}). */
@Component
final class Mail {

  private final ObjectProvider<JavaMailSender> sender;

  Mail(ObjectProvider<JavaMailSender> sender) {
    this.sender = sender;
  }

  boolean isSent() {
    return sender.getIfAvailable() != null;
  }

  JavaMailSender sender() {
    return sender.getObject();
  }
}
