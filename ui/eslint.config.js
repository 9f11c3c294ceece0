import importX from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import { readdirSync } from "node:fs";
import tseslint from "typescript-eslint";

const features = readdirSync(new URL("./src/features", import.meta.url));

/** Who may import whom: app, features, components, model, then api and lib; each only those after it. */
const zones = [
  ...features.map((feature) => ({
    target: `./src/features/${feature}`,
    from: "./src/features",
    except: [`./${feature}`],
    message: "Features never import each other; compose them in src/app.",
  })),
  { target: "./src/features", from: "./src/app", message: "Only the app composes features." },
  {
    target: "./src/components",
    from: ["./src/app", "./src/features"],
    message: "Components know no feature.",
  },
  {
    target: "./src/model",
    from: ["./src/app", "./src/features", "./src/components"],
    message: "The words of the domain know no page.",
  },
  {
    target: "./src/api",
    from: ["./src/app", "./src/features", "./src/components", "./src/model"],
    message: "The API knows nobody who calls it.",
  },
  {
    target: "./src/lib",
    from: ["./src/app", "./src/features", "./src/components", "./src/model", "./src/api"],
    message: "lib knows amounts and dates, no type of the API: words of the domain stand in src/model.",
  },
  {
    target: ["app", "features", "components", "model", "api", "lib"].map((folder) => `./src/${folder}`),
    from: "./src/testing",
  },
];

const data = ["src/app/theme.ts", "src/testing/builders/**", "src/testing/scenes.ts"];

export default tseslint.config(
  { ignores: ["target", "node_modules", "src/api/generated.ts"] },
  ...tseslint.configs.recommended,
  reactHooks.configs.flat.recommended,
  {
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [
        importX.createNodeResolver({
          extensions: [".ts", ".tsx", ".js"],
          alias: { "@": [new URL("./src", import.meta.url).pathname] },
        }),
      ],
    },
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "react-hooks/set-state-in-effect": "off",
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/**/*.test.{ts,tsx}", ...data],
    rules: { "max-lines-per-function": ["error", { max: 40, skipComments: true, skipBlankLines: true }] },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/**/*.test.{ts,tsx}"],
    rules: { "import-x/no-restricted-paths": ["error", { zones, basePath: import.meta.dirname }] },
  },
  {
    files: ["src/**/*.tsx"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "Literal[value=/^#[0-9a-fA-F]{3,8}$|\\brgba?\\(|^\\d+px$/]",
          message: "Colours and sizes stand in src/app/theme.ts.",
        },
      ],
    },
  },
);
