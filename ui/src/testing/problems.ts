import { HttpResponse, type JsonBodyType } from "msw";
import type { Problem } from "@/api/types";

/** A problem document may say more than every problem says. */
export type Refusal = Problem & Record<string, unknown>;

export function aProblem(part: Partial<Problem> = {}): Problem {
  return {
    type: "about:blank",
    title: "Conflict",
    status: 409,
    detail: "This runtime is being deleted.",
    code: "RUNTIME_DELETING",
    nextStep: "Launch a new one on its disk.",
    supportId: "7f3a9c",
    ...part,
  };
}

export const NOT_SIGNED_IN = aProblem({
  status: 401,
  code: "NOT_SIGNED_IN",
  detail: "You are not signed in.",
});

export const WORKSPACE_CHANGED = aProblem({
  code: "WORKSPACE_CHANGED",
  detail: "Somebody else has changed this workspace meanwhile; nothing of yours was saved.",
  nextStep: "Look at what it says now, then save again.",
});

export function problem(body: Refusal) {
  return HttpResponse.json(body as unknown as JsonBodyType, {
    status: body.status,
    headers: { "Content-Type": "application/problem+json" },
  });
}

export function notFound() {
  return problem(aProblem({ status: 404, code: "NOT_FOUND", detail: "There is no such thing." }));
}
