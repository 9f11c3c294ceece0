import { useCommand } from "@/api/command";

const changes = ["notices"];

export function useReadNotice() {
  return useCommand(
    (notice: string, send) => send("post", "/api/notices/{notice}/read", { params: { path: { notice } } }),
    { changes },
  );
}

export function useReadAll(onDone: () => void, onRefused: (error: Error) => void) {
  return useCommand((_: void, send) => send("post", "/api/notices/read", {}), { changes, onDone, onRefused });
}
