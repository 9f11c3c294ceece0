import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { useCommand } from "@/api/command";
import { keys } from "@/api/keys";
import type { NoticePreference } from "@/api/types";

export const preferencesQuery = queryOptions({
  queryKey: keys.noticePreferences,
  queryFn: ({ signal }) => read("/api/notices/preferences", { signal }),
});

export function useChangePreference() {
  return useCommand(
    (preference: NoticePreference, send) =>
      send("put", "/api/notices/preferences", { body: { preferences: [preference] } }),
    { changes: ["notice-preferences"] },
  );
}
