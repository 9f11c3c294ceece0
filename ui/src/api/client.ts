import createClient, {
  type Client,
  type ClientPathsWithMethod,
  type FetchOptions,
  type MethodResponse,
} from "openapi-fetch";
import { heardDateHeader } from "@/lib/clock";
import type { paths } from "./generated";
import type { Problem } from "./types";

/** A refusal of the server, in its own words, or a request that never got an answer. */
export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    /** All that the document says: some refusals name what is in the way. Nobody has checked it. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
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

/** What the server serves: the API as its document describes it, and the one page that is a command. */
interface Served extends paths {
  "/sign-out": { post: { parameters: object; responses: { 204: { content?: never } } } };
}

type Http = Client<Served>;
type PathOf<M extends Method> = ClientPathsWithMethod<Http, M>;
type Answer<M extends Method, P extends PathOf<M>> = MethodResponse<Http, M, P>;
/** Parameters and body. Not generic in what is passed, so that a name the API does not know is an error. */
type Asked<M extends Method, P extends PathOf<M>> =
  Served[P] extends Record<M, infer Operation> ? FetchOptions<Operation> : never;

type Method = "get" | Changing;
type Changing = "post" | "put" | "patch" | "delete";

const http: Http = createClient<Served>({
  baseUrl: location.origin,
  credentials: "same-origin",
  headers: { Accept: "application/json, application/problem+json" },
  fetch: answered,
});

export function read<P extends PathOf<"get">>(path: P, asked: Asked<"get", P>): Promise<Answer<"get", P>> {
  return call("get", path, asked);
}

/** A question too long for an address. Changes nothing. */
export function ask<P extends PathOf<"post">>(path: P, asked: Asked<"post", P>): Promise<Answer<"post", P>> {
  return call("post", path, asked);
}

export type Send = <M extends Changing, P extends PathOf<M>>(
  method: M,
  path: P,
  asked: Asked<M, P>,
) => Promise<Answer<M, P>>;

/** Every changing request carries a key that stays the same over its retries. */
export function sendWith(idempotencyKey: string): Send {
  return (method, path, asked) =>
    call(method, path, { ...asked, headers: { "Idempotency-Key": idempotencyKey } });
}

async function call<M extends Method, P extends PathOf<M>>(method: M, path: P, asked: Asked<M, P>) {
  // Checked above, and harder than openapi-fetch does: it lets a misspelt name pass beside a right one.
  const { data } = await http.request(method, path, asked as never);
  return data as Answer<M, P>;
}

/** The answer, or an ApiError; what was called off stays called off. */
async function answered(request: Request): Promise<Response> {
  const response = await fetch(request).catch((failure: unknown) => {
    if (request.signal.aborted) throw failure;
    throw new ApiError(NO_ANSWER);
  });
  heardDateHeader(response.headers.get("Date"));
  if (!response.ok) throw await refusalOf(response);
  return response;
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

async function refusalOf(response: Response): Promise<ApiError> {
  const body: Partial<Problem> = await response.json().catch(() => ({}));
  const problem: Problem = {
    type: body.type ?? "about:blank",
    title: body.title ?? response.statusText,
    status: response.status,
    detail: body.detail ?? `The server answered with an error (${response.status}).`,
    code: body.code ?? `HTTP_${response.status}`,
    nextStep: body.nextStep ?? "Try again in a moment.",
    supportId: body.supportId ?? "",
    fields: body.fields ?? [],
  };
  return new ApiError(problem, { ...body });
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
