package org.stipend.emulator.standin;

import org.stipend.emulator.compute.Listening;

/** What a person sees where the tool would be. Names of machines and tools need no escaping. */
final class StandInPage {

  private StandInPage() {}

  static String of(Listening listening) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Stand-in for %1$s on %2$s</title>
      <style>
        :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5 }
        main { max-width: 38rem; margin: 12vh auto; padding: 0 1.25rem }
        h1 { font-size: 1.6rem; line-height: 1.2 }
        dt { font-weight: 600 } dd { margin: 0 0 .6rem }
      </style>
    </head>
    <body>
      <main>
        <h1>This is a stand-in for %1$s</h1>
        <p>The machine %2$s is one of the Compute Engine emulator, and so is this page: it shows that
          the way to the tool is open. Nothing is executed here, and nothing is kept.</p>
        <dl>
          <dt>Tool</dt><dd>%1$s</dd>
          <dt>Machine</dt><dd>%2$s in %3$s, project %4$s</dd>
          <dt>Listens on</dt><dd>%5$s since <time>%6$s</time></dd>
        </dl>
      </main>
    </body>
    </html>
    """
        .formatted(
            name(listening),
            listening.vm().name(),
            listening.vm().scope().substring("zones/".length()),
            listening.vm().project(),
            listening.place(),
            listening.since());
  }

  private static String name(Listening listening) {
    return switch (listening.tool()) {
      case JUPYTER -> "Jupyter";
      case RSTUDIO -> "RStudio";
      case CROMWELL -> "Cromwell";
      case TERMINAL -> "a terminal";
    };
  }
}
