package org.stipend.standalone.billing;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.stipend.standalone.identity.IdentityConfiguration;
import org.stipend.standalone.identity.SignInKey;

/** Answers for {@link BillingPage}, to who has shown the key. */
final class BillingDesk {

  static final String PATH = IdentityConfiguration.OTHER_DESKS;

  private static final Pattern NUMBER = Pattern.compile("[0-9A-F]{6}(-[0-9A-F]{6}){2}");

  private final SignInKey key;
  private final BookFile file;
  private final InstantSource clock;

  BillingDesk(SignInKey key, BookFile file, InstantSource clock) {
    this.key = key;
    this.file = file;
    this.clock = clock;
  }

  ServerResponse show(ServerRequest request) {
    return key.isKnownTo(request.servletRequest())
        ? page(HttpStatus.OK, BillingPage.accounts(file.read(), clock.instant(), ""))
        : page(HttpStatus.FORBIDDEN, BillingPage.key(false));
  }

  ServerResponse change(ServerRequest request) {
    Optional<String> offered = request.param("key");
    if (offered.isPresent()) {
      return key.fits(offered.get())
          ? ServerResponse.from(back()).header(HttpHeaders.SET_COOKIE, key.cookie()).build()
          : page(HttpStatus.FORBIDDEN, BillingPage.key(true));
    }
    if (!key.isKnownTo(request.servletRequest())) {
      return page(HttpStatus.FORBIDDEN, BillingPage.key(false));
    }
    try {
      Account changed = changed(request);
      file.change(book -> book.with(changed));
      return back();
    } catch (Senseless wrong) {
      return page(
          HttpStatus.BAD_REQUEST, BillingPage.accounts(file.read(), clock.instant(), wrong.words));
    }
  }

  private Account changed(ServerRequest request) {
    String number = text(request, "account").toUpperCase(Locale.ROOT);
    String mail = text(request, "mail").toLowerCase(Locale.ROOT);
    String action = text(request, "do");
    if (action.equals("make")) {
      return made(request, number, mail);
    }
    Account account = file.read().accounts().get(number);
    if (account == null) {
      throw new Senseless("There is no account " + number + ".");
    }
    return switch (action) {
      case "open" -> account.opened(true);
      case "close" -> account.opened(false);
      case "give" -> account.linkable(true);
      case "take" -> account.linkable(false);
      case "show" -> account.shown(true);
      case "hide" -> account.shown(false);
      case "name" -> account.named(requireMail(mail), true);
      case "forget" -> account.named(mail, false);
      default -> throw new Senseless("Nothing is called " + action + " here.");
    };
  }

  private Account made(ServerRequest request, String number, String mail) {
    require(NUMBER.matcher(number).matches(), "A number is like 012345-6789AB-CDEF01.");
    require(!file.read().accounts().containsKey(number), "There is such an account already.");
    String name = text(request, "name");
    require(!name.isEmpty(), "The account has no name.");
    String currency = text(request, "currency").toUpperCase(Locale.ROOT);
    require(currency.matches("[A-Z]{3}"), "A currency is like USD.");
    Account account =
        Account.of(number, name, requireMail(mail))
            .in(currency)
            .confirming(confirms(text(request, "confirms")))
            .refusing(Duration.ofMinutes(minutes(request, "refuses")));
    long closes = minutes(request, "closes");
    return closes == 0 ? account : account.closingAfter(Duration.ofMinutes(closes));
  }

  private static Account.Confirms confirms(String text) {
    return Stream.of(Account.Confirms.values())
        .filter(one -> one.name().equals(text))
        .findFirst()
        .orElse(Account.Confirms.AT_ONCE);
  }

  private static String requireMail(String mail) {
    require(mail.contains("@"), "Whom the account names is missing: a mail address.");
    return mail;
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new Senseless(otherwise);
    }
  }

  private static long minutes(ServerRequest request, String name) {
    String text = text(request, name);
    require(text.matches("[0-9]{0,4}"), "Minutes are a whole number.");
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  private static String text(ServerRequest request, String name) {
    return request.param(name).orElse("").strip();
  }

  private static ServerResponse back() {
    return ServerResponse.status(HttpStatus.SEE_OTHER).location(URI.create(PATH)).build();
  }

  private static ServerResponse page(HttpStatus status, String html) {
    return ServerResponse.status(status)
        .contentType(MediaType.parseMediaType("text/html;charset=utf-8"))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(html);
  }

  /** What was asked for cannot be done; says why. */
  private static final class Senseless extends RuntimeException {

    final String words;

    Senseless(String words) {
      super(words);
      this.words = words;
    }
  }
}
