package org.stipend.standalone.billing;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.stipend.standalone.EmbeddedPage;

/** Where whoever runs Stipend plays the cloud's billing. */
final class BillingPage {

  private BillingPage() {}

  /**
   * @param wrong why the last change was not made; empty where it was
   */
  static String accounts(Book book, Instant now, String wrong) {
    String cards =
        book.accounts().values().stream()
            .map(account -> card(account, projects(book, account), now))
            .collect(Collectors.joining());
    return EmbeddedPage.wide(
        "Billing accounts",
        """
        <p class="lead">These accounts exist only on this computer: nobody is charged anything. They
          behave as the cloud's do, so that a hand-off can be tried with everything that can go
          wrong.</p>
        %s
        <ul>%s</ul>
        <h2 style="margin-top: 24px">Another account</h2>
        %s
        """
            .formatted(
                wrong.isEmpty()
                    ? ""
                    : "<p class=\"error\" role=\"alert\">%s</p>".formatted(htmlEscape(wrong)),
                cards,
                MAKE));
  }

  static String key(boolean refused) {
    return EmbeddedPage.html(
        "Billing accounts",
        """
        <p class="lead" id="why">This page is for whoever started Stipend: use the link that
          <code>./stipend up</code> printed, or copy the key from it.</p>
        <form method="post" action="%s" class="key">
          <label for="key">Sign-in key</label>
          <input id="key" name="key" type="password" required autofocus autocomplete="off"
            spellcheck="false" aria-describedby="why">
          %s
          <button class="primary">Continue</button>
        </form>
        """
            .formatted(
                BillingDesk.PATH,
                refused
                    ? "<p class=\"error\" role=\"alert\">That is not the key of this"
                        + " installation.</p>"
                    : ""));
  }

  private static String card(Account account, long projects, Instant now) {
    return """
    <li class="card">
      <h2>%1$s <code>%2$s</code></h2>
      <small>%3$s</small>
      <form method="post" action="%4$s" class="row" aria-label="%1$s">
        <input type="hidden" name="account" value="%2$s">
        %5$s%6$s%7$s
      </form>
      <form method="post" action="%4$s" class="row" aria-label="People of %1$s">
        <input type="hidden" name="account" value="%2$s">
        <label>Mail address of a person
          <input name="mail" type="email" required value="%8$s"></label>
        <button name="do" value="name">Give a right</button>
        <button name="do" value="forget">Take the right</button>
      </form>
    </li>
    """
        .formatted(
            htmlEscape(account.name()),
            account.number(),
            htmlEscape(facts(account, projects, now)),
            BillingDesk.PATH,
            account.isOpen(now) ? button("close", "Close") : button("open", "Open"),
            account.mayLink()
                ? button("take", "Take the platform's right")
                : button("give", "Give the platform the right"),
            account.shown()
                ? button("hide", "Hide from the platform")
                : button("show", "Show to the platform"),
            htmlEscape(account.people().isEmpty() ? "" : account.people().getFirst()));
  }

  private static String facts(Account account, long projects, Instant now) {
    List<String> facts = new ArrayList<>();
    facts.add(account.isOpen(now) ? "Open" : "Closed");
    facts.add(account.currency());
    facts.add(account.shown() ? "shown to the platform" : "hidden from the platform");
    facts.add(
        account.mayLink() ? "the platform may link to it" : "the platform may not link to it");
    facts.add(
        account.people().isEmpty()
            ? "names nobody"
            : "names " + String.join(", ", account.people()));
    facts.add(projects == 1 ? "1 project" : projects + " projects");
    switch (account.confirms()) {
      case AT_ONCE -> {}
      case LATE -> facts.add("confirms a link at the third look");
      case NEVER -> facts.add("never confirms a link");
    }
    if (account.refusesFor().isPositive()) {
      facts.add("refuses a link for its first " + minutes(account.refusesFor()));
    }
    if (account.closesAt() != null) {
      facts.add((account.isOpen(now) ? "closes at " : "closed at ") + account.closesAt());
    } else if (account.closesAfter() != null) {
      facts.add("closes " + minutes(account.closesAfter()) + " after it is linked");
    }
    return String.join(" · ", facts);
  }

  private static long projects(Book book, Account account) {
    return book.projects().values().stream()
        .filter(project -> account.number().equals(project.account()))
        .count();
  }

  private static String minutes(Duration duration) {
    return duration.toMinutes() + " min";
  }

  private static String button(String action, String words) {
    return "<button name=\"do\" value=\"%s\">%s</button>".formatted(action, words);
  }

  private static final String MAKE =
      """
      <form method="post" action="%s">
        <div class="fields">
          <label>Number <input name="account" required pattern="[0-9A-Fa-f]{6}(-[0-9A-Fa-f]{6}){2}"
            placeholder="012345-6789AB-CDEF01"></label>
          <label>Name <input name="name" required maxlength="80"></label>
          <label>Names this person <input name="mail" type="email" required
            value="researcher@stipend.example"></label>
          <label>Currency <input name="currency" required value="USD" pattern="[A-Za-z]{3}"></label>
          <label>Confirms a link <select name="confirms"><option value="AT_ONCE">at once</option>
            <option value="LATE">at the third look</option>
            <option value="NEVER">never</option></select></label>
          <label>Refuses at first, minutes <input name="refuses" inputmode="numeric"
            value="0"></label>
          <label>Closes after a link, minutes (0: never) <input name="closes" inputmode="numeric"
            value="0"></label>
        </div>
        <button class="primary" name="do" value="make">Make it</button>
      </form>
      """
          .formatted(BillingDesk.PATH);
}
