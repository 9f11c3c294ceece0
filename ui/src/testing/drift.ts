import { http } from "msw";
import type { DriftView, PassView } from "@/api/types";
import type { Asked } from "./billing";

/** What rows and provider do not agree on, as the API answers it. */
export function driftHandlers(world: { drift: DriftView[]; passes: PassView[] }, asked: Asked) {
  return [
    http.get("*/api/drift", ({ request }) => {
      const from = Number(new URL(request.url).searchParams.get("cursor") ?? 0);
      const to = from + 50;
      return asked({
        items: world.drift.slice(from, to),
        nextCursor: to < world.drift.length ? String(to) : null,
      });
    }),
    http.get("*/api/reconciliations", () => asked({ items: world.passes, nextCursor: null })),
  ];
}
