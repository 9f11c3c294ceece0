package org.stipend.standalone.billing;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.stipend.standalone.Secrets;
import org.stipend.standalone.identity.SignInKey;

/** The stand-in for billing, and its page beside the console. */
@Configuration(proxyBeanMethods = false)
public class BillingConfiguration {

  private static final String DIRECTORY = "stipend.embedded.billing-directory";

  /** What the console has to be told of it. */
  public static Map<String, Object> properties(Path directory) {
    return Map.of(
        DIRECTORY,
        directory.toString(),
        "stipend.billing-page",
        BillingDesk.PATH,
        "stipend.billing.service-account",
        "platform@stipend.example");
  }

  @Bean
  BookFile billingBook(@Value("${" + DIRECTORY + "}") Path directory) {
    return new BookFile(directory.resolve("accounts.json"), Samples::book);
  }

  @Bean
  StandInBilling standInBilling(BookFile book, InstantSource clock) {
    return new StandInBilling(book, clock);
  }

  @Bean
  RouterFunction<ServerResponse> billingPages(
      BookFile book,
      InstantSource clock,
      @Value("${stipend.console-url}") URI console,
      @Value("${stipend.embedded.secrets-directory}") Path secrets) {
    var key = new SignInKey(new Secrets(secrets).value("sign-in-key"), console);
    var desk = new BillingDesk(key, book, clock);
    return RouterFunctions.route()
        .GET(BillingDesk.PATH, desk::show)
        .POST(BillingDesk.PATH, desk::change)
        .build();
  }
}
