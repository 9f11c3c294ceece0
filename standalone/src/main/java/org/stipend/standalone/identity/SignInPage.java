package org.stipend.standalone.identity;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;
import org.stipend.standalone.EmbeddedPage;

/** The page of the embedded provider. */
final class SignInPage {

  private SignInPage() {}

  static String people(String query) {
    String buttons =
        Stream.of(Figure.values()).map(SignInPage::button).collect(Collectors.joining());
    return EmbeddedPage.html(
        "Sign in",
        """
        <p class="lead">Stipend runs on this computer for one trusted person. Choose who to be;
          sign out to be somebody else.</p>
        <form method="post" action="/idp/people?%s">
          <ul>%s</ul>
        </form>
        """
            .formatted(HtmlUtils.htmlEscape(query), buttons));
  }

  static String key(String query, boolean refused) {
    return EmbeddedPage.html(
        "Sign-in key",
        """
        <p class="lead" id="why">This computer may have other users. The key shows that Stipend was
          started by you: use the link that <code>./stipend up</code> printed, or copy the key from
          it.</p>
        <form method="post" action="/idp/people?%1$s" class="key">
          <label for="key">Sign-in key</label>
          <input id="key" name="key" type="password" required autofocus autocomplete="off"
            spellcheck="false" aria-describedby="%2$s"%3$s>
          %4$s
          <button class="primary">Continue</button>
        </form>
        """
            .formatted(
                HtmlUtils.htmlEscape(query),
                refused ? "refused" : "why",
                refused ? " aria-invalid=\"true\"" : "",
                refused
                    ? "<p class=\"error\" id=\"refused\" role=\"alert\">That is not the key of this"
                        + " installation. ./stipend up prints it with the address.</p>"
                    : ""));
  }

  static String onwards(String path) {
    return EmbeddedPage.html(
        "Signing in",
        "<p><a href=\"%s\">Go on</a> if nothing happens.</p>"
            .formatted(HtmlUtils.htmlEscape(path)));
  }

  private static String button(Figure figure) {
    return """
    <li><button name="person" value="%s">
      <span class="avatar" aria-hidden="true">%s</span>
      <span class="who"><b>%s</b><small>%s</small></span>
      <span class="role">%s</span>
    </button></li>
    """
        .formatted(figure.id(), figure.initials(), figure.fullName(), figure.part(), figure.id());
  }
}
