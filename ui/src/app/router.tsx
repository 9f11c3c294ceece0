import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from "@tanstack/react-router";
import { Disabled, SessionExpired, SignedOut } from "@/features/signin/components/Doors";
import { SignedIn } from "./frame/SignedIn";
import { NotFound } from "@/components/NotFound";
import { PageFailed } from "./routes/errors";
import { HomePage } from "./routes/home";
import { NOTICE_TABS } from "./routes/notice-tabs";
import { workspaceSearch } from "./routes/workspace-search";
import type { Session } from "./session";

export interface AppContext {
  queries: QueryClient;
  session: Session;
}

const root = createRootRouteWithContext<AppContext>()({ notFoundComponent: NotFound });

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  component: SignedIn,
  notFoundComponent: NotFound,
});

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const filter = (search: Record<string, unknown>): { q?: string } => ({ q: text(search.q) });
const people = (search: Record<string, unknown>): { q?: string; spending?: boolean } => ({
  ...filter(search),
  spending: search.spending === true || undefined,
});

const pages = [
  createRoute({ getParentRoute: () => signedIn, path: "/", component: HomePage }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/workspaces",
    component: lazyRouteComponent(() => import("./routes/workspaces"), "WorkspacesPage"),
    validateSearch: filter,
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/workspaces/new",
    component: lazyRouteComponent(() => import("./routes/new-workspace"), "NewWorkspacePage"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/workspaces/$w",
    component: lazyRouteComponent(() => import("./routes/workspace"), "WorkspacePage"),
    validateSearch: workspaceSearch,
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/workspaces/$w/billing",
    component: lazyRouteComponent(() => import("./routes/billing"), "BillingPage"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/workspaces/$w/launch",
    component: lazyRouteComponent(() => import("./routes/launch"), "LaunchPage"),
    validateSearch: (search): { disk?: string } => ({ disk: text(search.disk) }),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/workspaces/$w/runtimes/$id",
    component: lazyRouteComponent(() => import("./routes/runtime"), "RuntimeRoute"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/disks",
    component: lazyRouteComponent(() => import("./routes/disks"), "DisksPage"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/credit",
    component: lazyRouteComponent(() => import("./routes/credit"), "CreditPage"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/notices",
    component: lazyRouteComponent(() => import("./routes/notices"), "NoticesPage"),
    validateSearch: (search): { tab?: (typeof NOTICE_TABS)[number] } => ({
      tab: NOTICE_TABS.find((each) => each === search.tab),
    }),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/admin/people",
    component: lazyRouteComponent(() => import("./routes/people"), "PeoplePage"),
    validateSearch: people,
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/admin/people/$id",
    component: lazyRouteComponent(() => import("./routes/person"), "PersonPage"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/admin/account-requests",
    component: lazyRouteComponent(() => import("./routes/account-requests"), "AccountRequestsPage"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/admin/drift",
    component: lazyRouteComponent(() => import("./routes/drift"), "DriftPage"),
  }),
  // Unknown addresses keep the frame around them.
  createRoute({ getParentRoute: () => signedIn, path: "$", component: NotFound }),
] as const;

const outside = [
  createRoute({ getParentRoute: () => root, path: "/signed-out", component: SignedOut }),
  createRoute({
    getParentRoute: () => root,
    path: "/session-expired",
    component: () => <SessionExpired to="/" />,
  }),
  createRoute({ getParentRoute: () => root, path: "/disabled", component: Disabled }),
] as const;

const routeTree = root.addChildren([signedIn.addChildren(pages), ...outside]);

export function createAppRouter(context: AppContext, history?: RouterHistory) {
  return createRouter({
    routeTree,
    context,
    history,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotFound,
    defaultPreload: "intent",
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
