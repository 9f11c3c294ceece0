import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/** Bytes of script a page may load, compressed as the server sends it. */
const MOST = 250_000;

type Chunks = ReadonlyMap<string, Rolldown.OutputChunk>;

/** Fails the build when opening any page by its address would load more script than that. */
export function weighed(): Plugin {
  return {
    name: "weighed",
    generateBundle(_options, bundle) {
      const all = Object.values(bundle).filter((part) => part.type === "chunk");
      const chunks: Chunks = new Map(all.map((chunk) => [chunk.fileName, chunk]));
      for (const entry of all.filter(({ isEntry }) => isEntry)) {
        for (const page of entry.dynamicImports) {
          const bytes = weightOf([entry.fileName, page], chunks);
          if (bytes > MOST) this.error(`${page} loads ${bytes} bytes of script; a page may load ${MOST}.`);
        }
      }
    },
  };
}

/** With all that is imported; a page's own lazy parts count, other pages do not. */
function weightOf(names: readonly string[], chunks: Chunks): number {
  const seen = new Map<string, Rolldown.OutputChunk>();
  const visit = (name: string): void => {
    const chunk = chunks.get(name);
    if (!chunk || seen.has(name)) return;
    seen.set(name, chunk);
    [...chunk.imports, ...(chunk.isEntry ? [] : chunk.dynamicImports)].forEach(visit);
  };
  names.forEach(visit);
  return [...seen.values()].reduce((sum, { code }) => sum + gzipSync(code).length, 0);
}
