import { createMemoryHistory } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "@/app/App";
import { createQueries } from "@/app/queries";
import { createAppRouter } from "@/app/router";
import { Session } from "@/app/session";
import { server } from "./setup";
import type { World } from "./world";

/** The whole app at an address of a made-up world, and a person in front of it. */
export function open(path: string, world: World) {
  server.use(...world.handlers());
  const session = new Session();
  const queries = createQueries(session.end);
  queries.setDefaultOptions({
    queries: { ...queries.getDefaultOptions().queries, retryDelay: 1 },
    mutations: { gcTime: 0 },
  });
  const history = createMemoryHistory({ initialEntries: [path] });
  const router = createAppRouter({ queries, session }, history);
  render(<App queries={queries} router={router} env="test" />);
  return { person: userEvent.setup(), router };
}
