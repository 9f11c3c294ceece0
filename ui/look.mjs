// Takes a picture of every page in every scene of the demo and lets axe judge it.
//   npx vite build --mode demo --outDir target/demo && node look.mjs [part of a picture's name]
// CHROMIUM names the browser when it is not on the PATH of Playwright.
import { createServer } from "node:http";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";

const here = import.meta.dirname;
const demo = join(here, "target/demo");
const pictures = join(here, "target/pictures");
const axe = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");

const w = "/workspaces/1a000000-0000-4000-8000-000000000001";
const runtime = `${w}/runtimes/2a000000-0000-4000-8000-000000000001`;
const ada = "/admin/people/0a000000-0000-4000-8000-000000000001";
const manyW = "/workspaces/1b000000-0000-4000-8000-000000000000";

const press = (name) => (page) => page.getByRole("button", { name, exact: true }).first().click();
const status = (state) => (page) =>
  page.evaluate((said) => window.TestingEventSource.emit("status", said), state);
const breakLine = (page) =>
  page.evaluate(() => {
    window.TestingEventSource.refusing = true;
    window.TestingEventSource.breakDown();
  });
async function fillGrant(page) {
  await press("Grant credit")(page);
  await page.getByLabel(/Amount/).fill("1000");
  await page.getByLabel(/Reason/).fill("The longitudinal study goes on for another year");
  await page.getByLabel(/Expires/).fill("2031-06-30");
}
async function lastLook(page) {
  await fillGrant(page);
  await press("Continue")(page);
}

async function findSomebody(page) {
  await press("Add a member")(page);
  await page.getByLabel(/Name or mail address/).fill("example.org");
  await page.getByRole("radio", { name: "Alan Turing" }).check();
}

/** Typed over what somebody else has changed meanwhile. */
async function saveTooLate(page) {
  await page.getByLabel(/^Name/).fill("Genome study, second cohort");
  await page.evaluate(() => {
    const [workspace] = window.world.workspaces;
    const version = workspace.version + 1;
    window.world.workspaces = [{ ...workspace, name: "Genome study of 2026", version }];
  });
  await press("Save")(page);
  await page.getByRole("alert").waitFor();
}
async function lookAgain(page) {
  await saveTooLate(page);
  await press("Show what it says now")(page);
}

/** Of the run that another pays since. */
async function openLines(page) {
  await page
    .getByRole("button", { name: /^Lines of/ })
    .nth(2)
    .click();
}

async function toAccount(page) {
  await press("Change who pays")(page);
  await press("Continue")(page);
  await press("I agree, choose the account")(page);
  await page.getByRole("radio").first().check();
}

/** How far what is on a page may move while it loads. */
const MOST_SHIFT = 0.02;

/** Scene, address, name of the picture, and what is done before it is taken. */
const PAGES = [
  ...["empty", "one", "many", "nearlyOver", "over", "restorable", "admin", "adminMany", "adminEmpty"].map(
    (scene) => [scene, "/", "home"],
  ),
  ...["empty", "one", "stopped", "nearlyOver", "over"].flatMap((scene) =>
    ["credit", "runtimes", "workspaces"].map((late) => [scene, `/?late=${late}`, `home-late-${late}`]),
  ),
  ...["empty", "one", "many", "over"].flatMap((scene) => [
    [scene, "/workspaces", "workspaces"],
    [scene, "/disks", "disks"],
    [scene, "/credit", "credit"],
    [scene, "/notices", "notices"],
  ]),
  ["one", "/notices?tab=unread", "notices-unread"],
  ["one", "/notices?tab=preferences", "notices-preferences"],
  ["one", "/workspaces/new", "new-workspace"],
  ["one", w, "workspace"],
  ["many", manyW, "workspace"],
  ["many", `${manyW}?tab=disks`, "workspace-disks"],
  ["one", `${w}?tab=members`, "workspace-members"],
  ["many", `${manyW}?tab=members`, "workspace-members"],
  ["one", `${w}?tab=members`, "workspace-member-add", findSomebody],
  ["one", `${w}?tab=members`, "workspace-member-cap", press("Cap Grace Hopper: $5.00…")],
  ["capped", `${w}/launch`, "launch"],
  ["one", `${w}?tab=members`, "workspace-member-remove", press("Remove… Grace Hopper")],
  ["unspent", `${w}?tab=spend`, "workspace-spend"],
  ...["PERSON", "TOOL", "RUN", "DAY"].map((by) => [
    "one",
    `${w}?tab=spend&by=${by}`,
    `workspace-spend-${by.toLowerCase()}`,
  ]),
  ["many", `${manyW}?tab=spend&by=RUN`, "workspace-spend-run"],
  ["reader", `${w}?tab=spend`, "workspace-spend"],
  [
    "one",
    `${w}?tab=spend&by=RUN`,
    "workspace-spend-skus",
    press("SKUs of RStudio on n1-standard-4, launch failed"),
  ],
  ["one", `${w}?tab=settings`, "workspace-settings"],
  ["many", `${manyW}?tab=settings`, "workspace-settings"],
  ["reader", `${w}?tab=settings`, "workspace-settings"],
  ["one", `${w}?tab=settings`, "workspace-delete", press("Delete workspace…")],
  ["many", `${manyW}?tab=settings`, "workspace-delete", press("Delete workspace…")],
  ["one", `${w}?tab=settings`, "workspace-settings-late", saveTooLate],
  ["one", `${w}?tab=settings`, "workspace-settings-again", lookAgain],
  ...["one", "handedOff", "linkFailed", "inactive", "reader"].map((scene) => [
    scene,
    `${w}/billing`,
    "billing",
  ]),
  ["noRight", `${w}/billing`, "billing-account", toAccount],
  ["arranged", w, "workspace"],
  ["inactive", w, "workspace"],
  ["one", `${w}/launch`, "launch"],
  ["over", `${w}/launch`, "launch"],
  ["keptDisks", `${w}/launch`, "launch"],
  ["taken", `${w}/launch`, "launch"],
  ...["starting", "late", "one", "stopped", "failed", "stopping", "deleting", "deleted", "over"].map(
    (scene) => [scene, runtime, "runtime"],
  ),
  ["admin", "/admin/people", "people"],
  ["adminMany", "/admin/people", "people"],
  ...["admin", "adminEmpty"].map((scene) => [scene, "/admin/account-requests", "account-requests"]),
  ...["admin", "adminEmpty"].map((scene) => [scene, "/admin/drift", "drift"]),
  ["admin", ada, "person"],
  ["adminMany", ada, "person"],
  ["one", runtime, "runtime-delete", press("Delete…")],
  ["one", "/credit", "credit-lines", openLines],
  ["keptDisks", "/disks", "disks-delete", press("Delete…")],
  ["admin", ada, "person-grant", fillGrant],
  [
    "admin",
    ada,
    "person-grant-wrong",
    async (page) => {
      await press("Grant credit")(page);
      await press("Continue")(page);
    },
  ],
  ["adminMany", ada, "person-grant-sure", lastLook],
  ["admin", ada, "person-revoke", press("Revoke…")],
  ["one", "/", "home-disk-full", status({ delayed: true, databaseAway: true, diskFull: true })],
  ["one", "/", "home-database-away", status({ delayed: true, databaseAway: true })],
  ["one", "/", "home-delayed", status({ delayed: true, databaseAway: false })],
  ["nearlyOver", runtime, "runtime-line-lost", breakLine],
  ["many", "/disks", "palette", (page) => page.keyboard.press("Control+K")],
  ["one", "/nowhere", "not-found"],
  ["one", "/signed-out", "signed-out"],
  ["one", "/session-expired", "session-expired"],
];

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const server = createServer((request, response) => {
  const path = join(demo, decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const file = extname(path) && existsSync(path) ? path : join(demo, "index.html");
  response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
  response.end(readFileSync(file));
}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu"],
});
let findings = 0;
for (const scheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: scheme,
      reducedMotion: "reduce",
    });
    for (const [scene, path, name, act] of PAGES) {
      const id = `${name}-${scene}`;
      if (process.argv[2] && !`${id}-${scheme}-${width}`.match(process.argv[2])) continue;
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      page.on("pageerror", (error) => console.log(`${id} ${scheme} ${width}: ${error.message}`));
      page.on("console", (message) => message.type() === "error" && console.log(`${id}: ${message.text()}`));
      await page.addInitScript(addUpShifts);
      await page.goto(`${origin}${path}${path.includes("?") ? "&" : "?"}scene=${scene}`);
      await page.waitForLoadState("networkidle");
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      if (path.includes("late=")) await page.waitForTimeout(1_000);
      findings += await judgeShift(page, `${id} ${scheme} ${width}`);
      await act?.(page);
      await page.waitForTimeout(350);
      await page.screenshot({ path: join(pictures, `${id}-${scheme}-${width}.png`), fullPage: !act });
      findings += await judge(page, `${id} ${scheme} ${width}`);
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
server.close();
console.log(findings === 0 ? "Nothing found." : `${findings} findings.`);
process.exitCode = findings === 0 ? 0 : 1;

function addUpShifts() {
  window.shifted = { sum: 0, what: [] };
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      window.shifted.sum += value;
      window.shifted.what.push(sources[0]?.node?.textContent?.slice(0, 40));
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Nothing jumps when data arrives. */
async function judgeShift(page, id) {
  const { sum, what } = await page.evaluate(() => window.shifted);
  if (sum <= MOST_SHIFT) return 0;
  console.log(`${id}: moved by ${sum.toFixed(3)}: ${what.join(" | ")}`);
  return 1;
}

async function judge(page, id) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) console.log(`${id}: ${wide} px too wide`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  for (const { id: rule, impact, nodes } of violations) {
    console.log(
      `${id}: ${impact} ${rule} ${nodes.length}× ${nodes[0].target} ${nodes[0].failureSummary.replaceAll("\n", " ").slice(0, 220)}`,
    );
  }
  return violations.length + (wide > 0 ? 1 : 0);
}
