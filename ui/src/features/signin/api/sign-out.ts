import { useCommand } from "@/api/command";

export function useSignOut(onDone: () => void, onRefused: (error: Error) => void) {
  return useCommand<void, undefined>(() => ({ method: "POST", path: "/sign-out" }), {
    changes: [],
    onDone,
    onRefused,
  });
}
