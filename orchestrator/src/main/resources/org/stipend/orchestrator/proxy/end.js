// In the page of a tool: says when its machine stops. From a quarter of an hour before, a bar at the
// bottom and the minutes in the tab's title; put away, the bar comes back at the next threshold.
(() => {
  "use strict";

  const THRESHOLDS = [15, 5, 1]; // minutes before the end
  const MINUTE = 60_000;
  const CAUSES = {
    RUN_LIMIT: "its run limit is reached",
    CREDIT: "the credit is used up",
    EXPIRY: "the credit expires",
  };
  const STYLE = `
    :host { --ground: #fff4e6; --line: #e8590c; --text: #212529; --link: #364fc7 }
    @media (prefers-color-scheme: dark) {
      :host { --ground: #2b2018; --line: #ff922b; --text: #f1f3f5; --link: #bac8ff }
    }
    /* on the left: tools tell their own news on the right */
    section { position: fixed; z-index: 2147483647; left: 12px; bottom: 12px; max-width: calc(100vw - 24px);
              box-sizing: border-box; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px;
              padding: 8px 16px; border: 1px solid var(--line); border-radius: 8px;
              background: var(--ground); color: var(--text);
              font: 14px/1.5 Inter, system-ui, sans-serif; box-shadow: 0 2px 12px rgb(0 0 0 / 25%) }
    section[hidden] { display: none }
    strong, p { margin: 0 }
    strong { font-variant-numeric: tabular-nums }
    strong:empty { display: none }
    a { color: var(--link) }
    button { padding: 2px 10px; border: 1px solid currentcolor; border-radius: 6px; background: none;
             color: inherit; font: inherit; cursor: pointer }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
    @media print { section { display: none } }`;

  let known = null; // what the gate said last
  let ahead = 0; // how far its clock is ahead of this one
  let shown = null; // the threshold the bar speaks of
  let putAway = Infinity; // the threshold at which somebody put it away
  let bar = null;

  async function ask() {
    try {
      const answer = await fetch("/.stipend/end", { cache: "no-store", redirect: "error" });
      if (!answer.ok) return;
      known = await answer.json();
      ahead = Date.parse(known.now) - Date.now();
      show();
    } catch {
      // The page belongs to the tool. What cannot be asked or shown now is asked again soon.
    }
  }

  function show() {
    if (known === null) return;
    const minutes = known.endsAt ? minutesUntil(known.endsAt) : Infinity;
    const threshold = known.closed ? 0 : THRESHOLDS.findLast((from) => minutes <= from);
    if (threshold === undefined) putAway = Infinity;
    entitle(threshold > 0 ? `(${minutes} min) ` : "");
    if (threshold === undefined || threshold >= putAway) {
      if (bar) bar.section.hidden = true;
      shown = null;
      return;
    }
    bar ??= build();
    bar.left.textContent = known.closed ? "" : `${minutes} min left`;
    bar.link.href = known.page;
    bar.section.hidden = false;
    if (threshold !== shown) say(known.closed ?? sentence());
    shown = threshold;
  }

  function minutesUntil(end) {
    return Math.max(0, Math.ceil((Date.parse(end) - Date.now() - ahead) / MINUTE));
  }

  function sentence() {
    const at = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" }).format(new Date(known.endsAt));
    return `Stops at ${at}: ${CAUSES[known.cause]}. What is on the disk stays.`;
  }

  // Read out once for each threshold, not for each minute.
  function say(text) {
    bar.status.textContent = "";
    setTimeout(() => (bar.status.textContent = text), 100);
  }

  function entitle(prefix) {
    const title = prefix + document.title.replace(/^\(\d+ min\) /, "");
    if (title !== document.title) document.title = title;
  }

  function build() {
    const host = document.createElement("stipend-end");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const [section, left, status, link, button] = ["section", "strong", "p", "a", "button"].map((name) =>
      document.createElement(name),
    );
    section.setAttribute("aria-label", "The end of this machine");
    status.setAttribute("role", "status");
    Object.assign(link, { textContent: "Open Stipend", target: "_blank", rel: "noopener" });
    Object.assign(button, { textContent: "Dismiss", type: "button" });
    button.addEventListener("click", () => {
      putAway = shown;
      show();
    });
    section.append(left, status, link, button);
    root.append(section);
    document.documentElement.append(host);
    return { section, left, status, link };
  }

  setInterval(ask, MINUTE / 4); // an end may have been moved to within this minute
  setInterval(show, MINUTE / 6);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  ask();
})();
