import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { ApiError, type Send, sendWith } from "./client";

const TRIES = 4;

interface Options<Answer> {
  /** First words of the keys (see `keys`) that the command makes stale. */
  changes: readonly string[];
  onDone?: (answer: Answer) => void;
  /** For callers without a form that shows `error`. */
  onRefused?: (error: Error) => void;
}

/**
 * A command that happens once. The key belongs to what is asked, which is all in the input: the same input
 * keeps it until the server has given a definite answer, over automatic retries and over a second press of
 * the button. A press while one is under way does nothing.
 */
export function useCommand<Input, Answer>(
  perform: (input: Input, send: Send) => Promise<Answer>,
  { changes, onDone, onRefused }: Options<Answer>,
) {
  const queries = useQueryClient();
  const { keyOf, answered } = useKey<Input>();
  const underWay = useRef(false);

  const mutation = useMutation<Answer, Error, Input>({
    networkMode: "always",
    mutationFn: (input) => perform(input, sendWith(keyOf(input))),
    retry: (count, error) => count < TRIES && error instanceof ApiError && error.isTemporary,
    retryDelay: (count) => 500 * 2 ** count,
    onSuccess: (answer) => {
      answered();
      onDone?.(answer);
      for (const kind of changes) void queries.invalidateQueries({ queryKey: [kind] });
    },
    onError: (error) => {
      if (!(error instanceof ApiError && error.isTemporary)) answered();
      onRefused?.(error);
    },
    onSettled: () => {
      underWay.current = false;
    },
  });

  return {
    run: (input: Input) => {
      if (underWay.current) return;
      underWay.current = true;
      mutation.mutate(input);
    },
    busy: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  };
}

function useKey<Input>() {
  const pending = useRef<{ asked: string; key: string } | null>(null);
  return {
    keyOf: (input: Input) => {
      const asked = JSON.stringify(input);
      if (pending.current === null || pending.current.asked !== asked) {
        pending.current = { asked, key: crypto.randomUUID() };
      }
      return pending.current.key;
    },
    answered: () => {
      pending.current = null;
    },
  };
}
