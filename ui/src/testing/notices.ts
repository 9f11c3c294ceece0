import { http } from "msw";
import type { NoticePreference, NoticePreferencesView, NoticeView } from "@/api/types";
import type { Asked, Command } from "./billing";
import { ago } from "./builders/basics";
import type { World } from "./world";

/** What people are told, as the API answers it. */
export function noticeHandlers(world: World, asked: Asked, command: Command) {
  return [
    http.get("*/api/notices", ({ request }) =>
      asked({ items: noticesFor(world, request), nextCursor: null }),
    ),
    http.get("*/api/notices/preferences", () => asked(world.preferences)),
    http.put("*/api/notices/preferences", ({ request }) =>
      command(request, 200, (body) =>
        prefer(world, (body as { preferences: NoticePreference[] }).preferences),
      ),
    ),
    http.post("*/api/notices/read", ({ request }) => command(request, 204, () => read(world))),
    http.post("*/api/notices/:id/read", ({ request, params }) =>
      command(request, 204, () => read(world, String(params.id))),
    ),
  ];
}

function noticesFor(world: World, request: Request): NoticeView[] {
  const query = new URL(request.url).searchParams;
  const all = query.get("unread") === "true" ? world.notices.filter((each) => !each.readAt) : world.notices;
  return all.slice(0, Number(query.get("limit") ?? all.length));
}

function read(world: World, id?: string): void {
  world.notices = world.notices.map((each) =>
    id === undefined || each.id === id ? { ...each, readAt: each.readAt ?? ago(0) } : each,
  );
}

function prefer(world: World, wanted: NoticePreference[]): NoticePreferencesView {
  const preferences = world.preferences.preferences.map(
    (each) => wanted.find(({ kind }) => kind === each.kind) ?? each,
  );
  world.preferences = { ...world.preferences, preferences };
  return world.preferences;
}
