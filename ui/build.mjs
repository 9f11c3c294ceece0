// Called by Maven: installs when the lock file changed, builds when a source changed.
// An unchanged tree costs one walk over the sources.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, "target/classes/META-INF/resources/index.html");

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

function hashOf(...paths) {
  const hash = createHash("sha256").update(process.versions.node);
  for (const file of paths.map((path) => join(here, path)).flatMap(filesIn)) {
    hash.update(file.slice(here.length)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function onChange(stamp, hash, isThere, work) {
  const path = join(here, stamp);
  if (isThere() && existsSync(path) && readFileSync(path, "utf8") === hash) return;
  work();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, hash);
}

function npm(...args) {
  console.log(`ui: npm ${args.join(" ")}`);
  execFileSync("npm", args, { cwd: here, stdio: "inherit", shell: process.platform === "win32" });
}

onChange(
  "node_modules/.stipend-lock",
  hashOf("package-lock.json", "package.json", ".npmrc"),
  () => existsSync(join(here, "node_modules")),
  () => npm("ci", "--no-audit", "--no-fund"),
);
if (process.argv[2] === "check") {
  npm("run", "types", "--", "--check");
  npm("run", "lint");
  npm("test");
} else {
  onChange(
    "target/ui-sources",
    hashOf("src", "public", "index.html", "package-lock.json", "vite.config.ts", "weigh.ts", "tsconfig.json"),
    () => existsSync(output),
    () => npm("run", "build"),
  );
}
