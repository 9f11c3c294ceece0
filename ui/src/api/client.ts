import { heardDateHeader } from "@/lib/clock";
import type { Problem } from "./types";

/** A refusal of the server, in its own words, or a request that never got an answer. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = "ApiError";
  }

  get status(): number {
    return this.problem.status;
  }

  /** No answer, or an answer that a later try may change: the same command is safe to send again. */
  get isTemporary(): boolean {
    return [0, 408, 425, 429, 500, 502, 503, 504].includes(this.status);
  }
}

type Query = Record<string, string | number | boolean | null | undefined>;

export interface Command {
  method: "POST" | "PUT" | "DELETE";
  path: string;
  query?: Query;
  body?: unknown;
}

export function read<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return request<T>(path + search(query), { signal: signal ?? null });
}

/** Every changing request carries a key that stays the same over its retries. */
export function send<T>(command: Command, idempotencyKey: string): Promise<T> {
  const headers: Record<string, string> = { "Idempotency-Key": idempotencyKey };
  if (command.body !== undefined) headers["Content-Type"] = "application/json";
  return request<T>(command.path + search(command.query), {
    method: command.method,
    headers,
    body: command.body === undefined ? null : JSON.stringify(command.body),
  });
}

/** A question too long for an address. Changes nothing. */
export function ask<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return request<T>(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
}

async function request<T>(url: string, init: RequestInit): Promise<T> {
  const response = await fetch(url, {
    ...init,
    credentials: "same-origin",
    headers: { Accept: "application/json, application/problem+json", ...init.headers },
  }).catch((failure: unknown) => {
    if (init.signal?.aborted) throw failure;
    throw new ApiError(NO_ANSWER);
  });
  heardDateHeader(response.headers.get("Date"));
  if (!response.ok) throw new ApiError(await problemOf(response));
  return (response.status === 204 ? undefined : await response.json()) as T;
}

const NO_ANSWER: Problem = {
  type: "about:blank",
  title: "No answer",
  status: 0,
  detail: "The server did not answer.",
  code: "NO_ANSWER",
  nextStep: "Check your connection and try again. Sending the same command twice is safe.",
  supportId: "",
};

async function problemOf(response: Response): Promise<Problem> {
  const body: Partial<Problem> = await response.json().catch(() => ({}));
  return {
    type: body.type ?? "about:blank",
    title: body.title ?? response.statusText,
    status: response.status,
    detail: body.detail ?? `The server answered with an error (${response.status}).`,
    code: body.code ?? `HTTP_${response.status}`,
    nextStep: body.nextStep ?? "Try again in a moment.",
    supportId: body.supportId ?? "",
    fields: body.fields ?? [],
  };
}

function search(query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}

export function problemIn(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return {
    ...NO_ANSWER,
    title: "Unexpected error",
    code: "UNEXPECTED",
    detail: "This page ran into an error of its own.",
    nextStep: "Reload the page. Nothing that runs is affected.",
  };
}
