import { Box, Skeleton, Stack } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError } from "@/api/client";
import { NotFound } from "./NotFound";
import { LoadFailed } from "./Problem";
import classes from "./page.module.css";

interface Props<T> {
  query: UseQueryResult<T>;
  /** What is being read, as the start of a sentence: "The disks". */
  what: string;
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

/** Not there, or an address that nothing could have. */
const NAMES_NOTHING = new Set([400, 404]);

/**
 * Kept data stays on screen whatever happens, but for what is gone or no longer one's to see: 404. Without
 * data: a skeleton, or a cause with a retry.
 */
export function Loaded<T>({ query, what, skeleton = <Lines />, children }: Props<T>) {
  if (query.error instanceof ApiError && NAMES_NOTHING.has(query.error.status)) return <NotFound />;
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <LoadFailed error={query.error} retry={() => void query.refetch()} what={what} />;
  return (
    <Box className={classes.late} aria-busy="true" aria-label={`${what}: loading`}>
      {skeleton}
    </Box>
  );
}

export function Lines({ count = 4, height = 36 }: { count?: number; height?: number }) {
  return (
    <Stack gap="sm">
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} h={height} />
      ))}
    </Stack>
  );
}
