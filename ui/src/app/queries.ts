import { QueryCache, QueryClient, MutationCache } from "@tanstack/react-query";
import { ApiError } from "@/api/client";

const TRIES = 2;

/** `onSignedOut`: the server no longer knows this session. */
export function createQueries(onSignedOut: () => void): QueryClient {
  const watch = (error: unknown) => {
    if (error instanceof ApiError && error.status === 401) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // The server may be this very computer, so the browser's idea of "offline" decides nothing.
        networkMode: "always",
        retry: (count, error) => count < TRIES && !(error instanceof ApiError && !error.isTemporary),
        retryDelay: (count) => 500 * 2 ** count,
      },
    },
  });
}
