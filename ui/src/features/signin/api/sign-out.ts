import { useCommand } from "@/api/command";

export function useSignOut(onDone: () => void, onRefused: (error: Error) => void) {
  return useCommand((_: void, send) => send("post", "/sign-out", {}), {
    changes: [],
    onDone,
    onRefused,
  });
}
