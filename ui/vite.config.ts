import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { weighed } from "./weigh";

const server = "http://localhost:8080";

export default defineConfig(({ mode }) => ({
  plugins: [
    react(),
    mode === "production" && weighed(),
    {
      // `npm run demo`: the same app on a made-up world, to look at every page without a server.
      name: "demo-entry",
      transformIndexHtml: {
        order: "pre",
        handler: (html) => (mode === "demo" ? html.replace("/src/main.tsx", "/src/testing/demo.tsx") : html),
      },
    },
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "target/classes/META-INF/resources",
    emptyOutDir: true,
    target: "es2023",
    chunkSizeWarningLimit: 900,
  },
  server: {
    proxy: Object.fromEntries(
      ["/api", "/r", "/sign-in", "/sign-out", "/oauth2", "/login", "/v3"].map((path) => [
        `^${path}(/|\\?|$)`,
        // the server answers to its own name, and to its own pages
        { target: server, changeOrigin: true, headers: { origin: server } },
      ]),
    ),
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    css: false,
    restoreMocks: true,
    testTimeout: 15_000,
    // counted beside the Java tests
    reporters: ["default", ["junit", { outputFile: "target/surefire-reports/TEST-ui.xml" }]],
  },
}));
