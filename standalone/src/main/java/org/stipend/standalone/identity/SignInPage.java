package org.stipend.standalone.identity;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/** The page of the embedded provider: works without scripts, in light and dark, by keyboard. */
final class SignInPage {

  private SignInPage() {}

  static String people(String query) {
    String buttons =
        Stream.of(Figure.values()).map(SignInPage::button).collect(Collectors.joining());
    return page(
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
    return page(
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
    return page(
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

  private static String page(String title, String content) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" type="image/svg+xml" href="/icon.svg">
    <title>%1$s · Stipend</title>
    <style>%2$s</style>
    </head>
    <body>
    <main>
      <p class="brand"><svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle
        cx="10" cy="10" r="8.5" fill="none" stroke="currentColor" stroke-width="2"/><path d="M10 5v5l3.5
        2" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"
        stroke-linejoin="round"/></svg> Stipend</p>
      <h1>%1$s</h1>
      %3$s
    </main>
    </body>
    </html>
    """
        .formatted(title, STYLE, content);
  }

  private static final String STYLE =
      """
      :root { color-scheme: light dark;
        --ground: light-dark(#f8f9fa, #101113); --panel: light-dark(#fff, #1a1b1e);
        --text: light-dark(#212529, #e9ecef); --muted: light-dark(#5c636a, #adb5bd);
        --line: light-dark(#dee2e6, #373a40); --hover: light-dark(#f1f3f5, #25262b);
        --accent: light-dark(#3b5bdb, #91a7ff); --on-accent: light-dark(#fff, #101113);
        --tint: light-dark(#edf2ff, #1f2a4d); --red: light-dark(#c92a2a, #ff8787); }
      * { box-sizing: border-box; }
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px;
        background: var(--ground); color: var(--text);
        font: 14px/1.5 "Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", sans-serif; }
      main { width: 100%; max-width: 460px; padding: 24px; background: var(--panel);
        border: 1px solid var(--line); border-radius: 8px; }
      .brand { display: flex; align-items: center; gap: 8px; margin: 0 0 24px; font-weight: 600;
        color: var(--accent); }
      h1 { margin: 0 0 4px; font-size: 24px; line-height: 1.3; font-weight: 600; }
      .lead { margin: 0 0 24px; color: var(--muted); }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
      button { font: inherit; color: inherit; cursor: pointer; border-radius: 8px; }
      li button { display: flex; align-items: center; gap: 12px; width: 100%; padding: 8px 12px;
        min-height: 56px; text-align: left; background: none; border: 1px solid var(--line);
        transition: background-color 140ms; }
      li button:hover { background: var(--hover); }
      :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
      .avatar { flex: none; display: grid; place-items: center; width: 36px; height: 36px;
        border-radius: 50%; background: var(--tint); color: var(--accent); font-size: 12px;
        font-weight: 600; }
      .who { flex: 1; min-width: 0; display: flex; flex-direction: column; }
      .who b { font-weight: 600; }
      small { font-size: 12px; color: var(--muted); }
      .role { font-size: 12px; color: var(--muted); border: 1px solid var(--line);
        border-radius: 8px; padding: 1px 8px; }
      .key { display: grid; gap: 4px; }
      label { font-weight: 600; }
      input { font: 14px/1.5 ui-monospace, monospace; color: inherit; width: 100%;
        padding: 8px 12px; border: 1px solid var(--muted); border-radius: 8px;
        background: var(--panel); }
      input[aria-invalid] { border-color: var(--red); }
      .error { margin: 0; color: var(--red); }
      .primary { margin-top: 12px; padding: 8px 16px; border: 0; background: var(--accent);
        color: var(--on-accent); font-weight: 600; }
      code { white-space: nowrap; font: 13px/1.5 ui-monospace, monospace; }
      @media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
      """;
}
