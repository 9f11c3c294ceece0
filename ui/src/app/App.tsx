import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "@mantine/core/styles.css";
import "./global.css";
import { MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createQueries } from "./queries";
import { createAppRouter } from "./router";
import { Session } from "./session";
import { theme, variables } from "./theme";

export interface AppParts {
  queries: QueryClient;
  router: ReturnType<typeof createAppRouter>;
  /** "test": no transitions, so that nothing has to be waited for. */
  env?: "test";
}

export function createApp(): AppParts {
  const session = new Session();
  const queries = createQueries(session.end);
  return { queries, router: createAppRouter({ queries, session }) };
}

export function App({ queries, router, env }: AppParts) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" env={env}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
