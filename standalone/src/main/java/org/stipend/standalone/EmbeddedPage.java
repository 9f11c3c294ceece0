package org.stipend.standalone;

/**
 * How pages look that stand beside the console: without scripts, in light and dark, by keyboard.
 */
public final class EmbeddedPage {

  private EmbeddedPage() {}

  /**
   * @param content of which everything that somebody has typed is escaped
   */
  public static String html(String title, String content) {
    return html(title, "", content);
  }

  /** For a page with more on it than one question. */
  public static String wide(String title, String content) {
    return html(title, " class=\"wide\"", content);
  }

  private static String html(String title, String of, String content) {
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
    <main%4$s>
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
        .formatted(title, STYLE, content, of);
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
      h2 { margin: 0; font-size: 14px; font-weight: 600; }
      main.wide { max-width: 760px; }
      .card { padding: 12px 16px; border: 1px solid var(--line); border-radius: 8px;
        display: grid; gap: 8px; }
      .row { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; }
      .row button { width: auto; min-height: 0; padding: 8px 12px; background: none;
        border: 1px solid var(--muted); }
      .row button:hover { background: var(--hover); }
      .row label, .fields label { font-weight: 400; font-size: 12px; display: grid; gap: 4px; }
      .row label { flex: 1 1 220px; }
      .fields { display: grid; gap: 8px; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); }
      select { font: inherit; color: inherit; padding: 8px 12px; border: 1px solid var(--muted);
        border-radius: 8px; background: var(--panel); }
      code { white-space: nowrap; font: 13px/1.5 ui-monospace, monospace; }
      @media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
      """;
}
