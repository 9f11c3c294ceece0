import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";
import { server } from "@/testing/setup";
import { ask, problemIn, read, type Send, sendWith } from "./client";

const disk = "3a000000-0000-4000-8000-000000000001";
const wish = { name: "Heart study", description: "", payer: "CREDIT" as const };

// Never called: tsc is the test. A line that compiles though it must not is an unused directive, an error.
export const doesNotCompile = (send: Send) => [
  // @ts-expect-error no such path
  () => read("/api/disk", {}),
  // @ts-expect-error a path that only other methods have
  () => read("/api/disks/{disk}", { params: { path: { disk } } }),
  // @ts-expect-error a path with its parameter written into it
  () => send("delete", `/api/disks/${disk}`, {}),
  // @ts-expect-error no parameter
  () => send("delete", "/api/disks/{disk}", {}),
  // @ts-expect-error another parameter
  () => send("delete", "/api/disks/{disk}", { params: { path: { id: disk } } }),
  // @ts-expect-error one parameter too many
  () => send("delete", "/api/disks/{disk}", { params: { path: { disk, workspace: disk } } }),
  // @ts-expect-error a query the path does not take
  () => read("/api/credit", { params: { query: { person: "ada" } } }),
  // @ts-expect-error a misspelt one beside a right one
  () => read("/api/disks", { params: { query: { workspace: "w", limt: 3 } } }),
  // @ts-expect-error a value of another type
  () => read("/api/disks", { params: { query: { limit: "3" } } }),
  // @ts-expect-error no body
  () => send("post", "/api/workspaces", {}),
  // @ts-expect-error half a body
  () => send("post", "/api/workspaces", { body: { name: "Heart study" } }),
  // @ts-expect-error a body with a word the API does not know
  () => send("post", "/api/workspaces", { body: { ...wish, payor: "CREDIT" } }),
  // @ts-expect-error a body where none belongs
  () => send("delete", "/api/disks/{disk}", { params: { path: { disk } }, body: {} }),
  // @ts-expect-error a command cannot be sent without a key
  () => sendWith(),
  // @ts-expect-error the answer has no such part
  async () => (await read("/api/credit", {})).balance,
];

it("puts parameters into path and query, and leaves out what is not there", async () => {
  const asked: string[] = [];
  server.use(
    http.all("*", ({ request }) => {
      asked.push(request.method + " " + request.url.slice(location.origin.length));
      return HttpResponse.json({});
    }),
  );
  await read("/api/disks", { params: { query: { workspace: "a b", cursor: undefined, limit: 3 } } });
  await sendWith("k")("delete", "/api/runtimes/{runtime}", {
    params: { path: { runtime: "a/b" }, query: { disk: "keep" } },
  });
  expect(asked).toEqual(["GET /api/disks?workspace=a%20b&limit=3", "DELETE /api/runtimes/a%2Fb?disk=keep"]);
});

it("sends a command with its key, a question without one, and a type of content with a body only", async () => {
  const heads: (string | null)[][] = [];
  server.use(
    http.all("*", ({ request: { headers, credentials } }) => {
      heads.push([headers.get("Idempotency-Key"), headers.get("Content-Type"), credentials]);
      return HttpResponse.json({});
    }),
  );
  const body = { tool: "jupyter", machineType: "n1-standard-4", disk: { type: "pd-balanced", sizeGib: 50 } };
  await sendWith("k1")("post", "/api/workspaces", { body: wish });
  await sendWith("k2")("post", "/api/runtimes/{runtime}/stop", { params: { path: { runtime: "r" } } });
  await ask("/api/workspaces/{workspace}/estimates", { params: { path: { workspace: "w" } }, body });
  expect(heads).toEqual([
    ["k1", "application/json", "same-origin"],
    ["k2", null, "same-origin"],
    [null, "application/json", "same-origin"],
  ]);
});

it("throws the problem of a refusal, also when a stranger answered in its place", async () => {
  const document = { code: "NOT_FOUND", detail: "There is no such thing.", nextStep: "Look elsewhere." };
  server.use(http.get("*/api/credit", () => HttpResponse.json(document, { status: 404 })));
  const refusal = await read("/api/credit", {}).catch(problemIn);
  expect(refusal).toMatchObject({ ...document, status: 404 });

  server.use(http.get("*/api/credit", () => new HttpResponse("<h1>Bad gateway</h1>", { status: 502 })));
  const stranger = await read("/api/credit", {}).catch(problemIn);
  expect(stranger).toMatchObject({ code: "HTTP_502", detail: "The server answered with an error (502)." });
});

it("says that nobody answered, but not of a request that was called off", async () => {
  server.use(http.get("*/api/credit", () => HttpResponse.error()));
  expect(await read("/api/credit", {}).catch(problemIn)).toMatchObject({ code: "NO_ANSWER", status: 0 });

  const leaving = new AbortController();
  const asked = read("/api/credit", { signal: leaving.signal });
  leaving.abort();
  await expect(asked).rejects.toMatchObject({ name: "AbortError" });
});
