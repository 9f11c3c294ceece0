import { http, HttpResponse, type JsonBodyType } from "msw";
import type {
  CandidateView,
  CatalogView,
  ChangeWorkspace,
  CreditView,
  DiskView,
  DriftView,
  EstimateView,
  GrantRequest,
  LaunchRequest,
  MemberRole,
  MemberView,
  MeView,
  NoticePreferencesView,
  NoticeView,
  PassView,
  PersonView,
  RevocationRequest,
  RuntimeView,
  SpendItem,
  StatementView,
  WorkspaceView,
  ToolId,
} from "@/api/types";
import { type Asked, billingHandlers, BillingWorld, type Command } from "./billing";
import { deleteWorkspace, lostWith } from "./deletion";
import { driftHandlers } from "./drift";
import { noticeHandlers } from "./notices";
import { aMember, aResearcher, aWorkspace, ago } from "./builders/basics";
import { aCatalog, anEstimate } from "./builders/catalog";
import { aCredit, aGrant } from "./builders/credit";
import { spendOf } from "./builders/report";
import { aRuntime } from "./builders/runtime";
import { somePreferences } from "./builders/notice";
import { TestingEventSource } from "./event-source";
import { inWorkspace, matching, spending } from "./filters";
import { aProblem, NOT_SIGNED_IN, notFound, problem, type Refusal, WORKSPACE_CHANGED } from "./problems";

export interface Sent {
  method: string;
  path: string;
  key: string | null;
  body: unknown;
}

/** A small real server in memory: it answers as the API does, remembers commands, and tells what changed. */
export class World extends BillingWorld {
  me: MeView | null = aResearcher();
  catalog: CatalogView = aCatalog();
  estimate: EstimateView = anEstimate();
  workspaces: WorkspaceView[] = [];
  /** Of every workspace. */
  members: MemberView[] = [aMember()];
  /** Researchers, members or not. */
  researchers: CandidateView[] = [];
  runtimes: RuntimeView[] = [];
  disks: DiskView[] = [];
  credit: CreditView = aCredit();
  people: PersonView[] = [];
  /** What rows and provider do not agree on, the longest seen first. */
  drift: DriftView[] = [];
  /** In which they were compared, the latest first. */
  passes: PassView[] = [];
  statement: StatementView[] = [];
  notices: NoticeView[] = [];
  preferences: NoticePreferencesView = somePreferences();
  /** Runs, of every workspace. */
  spent: SpendItem[] = [];
  /** Every command that arrived, in order. */
  readonly sent: Sent[] = [];
  /** The path of every read that arrived, in order. */
  readonly reads: string[] = [];
  /** The next commands are refused, or their answers lost (null). */
  readonly refusals: (Refusal | null)[] = [];

  change(kind: string, id: string): void {
    TestingEventSource.emit("change", { kind, id });
  }

  put(runtime: RuntimeView): void {
    this.runtimes = [...this.runtimes.filter(({ id }) => id !== runtime.id), runtime];
    this.change("RUNTIME", runtime.id);
  }

  handlers() {
    const asked: Asked = (answer) => this.#asked(answer);
    const command: Command = (...all) => this.#command(...all);
    return [
      http.get("*/api/*", ({ request }) => void this.reads.push(new URL(request.url).pathname)),
      http.get("*/api/me", () => this.#asked(this.me)),
      http.get("*/api/catalog", () => this.#asked(this.catalog)),
      http.get("*/api/workspaces", () => this.#page(this.workspaces)),
      http.get("*/api/workspaces/:id", ({ params }) => this.#one(this.workspaces, params.id)),
      http.get("*/api/workspaces/:id/deletion", ({ params }) =>
        this.#asked(lostWith(this, String(params.id))),
      ),
      http.get("*/api/workspaces/:id/members", () => this.#page(this.members)),
      http.get("*/api/workspaces/:id/candidates", ({ request }) => this.#page(this.#candidatesFor(request))),
      http.get("*/api/workspaces/:id/spend", ({ request, params }) =>
        this.#asked(spendOf(this, String(params.id), new URL(request.url).searchParams)),
      ),
      http.post("*/api/workspaces/:id/estimates", () => this.#asked(this.estimate)),
      http.get("*/api/runtimes", ({ request }) => this.#page(inWorkspace(this.runtimes, request))),
      http.get("*/api/runtimes/:id", ({ params }) => this.#one(this.runtimes, params.id)),
      http.get("*/api/disks", ({ request }) => this.#page(inWorkspace(this.disks, request))),
      http.get("*/api/credit", () => this.#asked(this.credit)),
      http.get("*/api/people", ({ request }) =>
        this.#page(spending(matching(this.people, request), request)),
      ),
      http.get("*/api/people/:id/credit", ({ params }) =>
        this.credit.researcher.id === params.id ? this.#asked(this.credit) : notFound(),
      ),
      http.get("*/api/statement", ({ request }) => this.#statementFor(request)),
      ...billingHandlers(this, asked, command),
      ...driftHandlers(this, asked),
      ...noticeHandlers(this, asked, command),
      ...this.#workspaceCommands(),
      ...this.#commands(),
    ];
  }

  #workspaceCommands() {
    return [
      http.post("*/api/workspaces", ({ request }) =>
        this.#command(request, 201, (body) => this.#createWorkspace(body as object)),
      ),
      http.patch("*/api/workspaces/:id", ({ request, params }) =>
        this.#command(request, 200, (body) =>
          this.#changeWorkspace(String(params.id), body as ChangeWorkspace),
        ),
      ),
      http.delete("*/api/workspaces/:id", ({ request, params }) =>
        this.#command(request, 204, () => deleteWorkspace(this, String(params.id))),
      ),
      http.put("*/api/workspaces/:id/members/:person", ({ request, params }) =>
        this.#command(request, 200, (body) =>
          this.#putMember(String(params.person), (body as { role: MemberRole }).role),
        ),
      ),
      http.all("*/api/workspaces/:id/members/:person/cap", ({ request, params }) =>
        this.#command(request, request.method === "PUT" ? 200 : 204, (body) =>
          this.#cap(String(params.person), (body as { amount: string } | null)?.amount ?? null),
        ),
      ),
      http.delete("*/api/workspaces/:id/members/:person", ({ request, params }) =>
        this.#command(request, 204, () => this.#removeMember(String(params.id), String(params.person))),
      ),
    ];
  }

  #commands() {
    return [
      http.post("*/sign-out", ({ request }) => this.#command(request, 204, () => (this.me = null))),
      http.put("*/api/runtimes/:id", ({ request, params }) =>
        this.#command(request, 202, (body) => this.#put(String(params.id), body as LaunchRequest)),
      ),
      http.post("*/api/runtimes/:id/:change", ({ request, params }) =>
        this.#command(request, 202, () =>
          this.#change(String(params.id), NEXT[String(params.change)] ?? "STOPPING"),
        ),
      ),
      http.delete("*/api/runtimes/:id", ({ request, params }) =>
        this.#command(request, 202, () => this.#change(String(params.id), "DELETING")),
      ),
      http.delete("*/api/disks/:id", ({ request, params }) =>
        this.#command(request, 202, () => this.#deleteDisk(String(params.id))),
      ),
      http.post("*/api/people/:id/grants", ({ request }) =>
        this.#command(request, 201, (body) => this.#grant(body as GrantRequest)),
      ),
      http.post("*/api/grants/:id/revocations", ({ request, params }) =>
        this.#command(request, 201, (body) => this.#revoke(String(params.id), body as RevocationRequest)),
      ),
    ];
  }

  #createWorkspace(wish: object): WorkspaceView {
    const workspace = aWorkspace({ ...wish, id: crypto.randomUUID(), running: 0, disks: 0 });
    this.workspaces = [...this.workspaces, { ...workspace, payer: aWorkspace().payer }];
    return workspace;
  }

  #changeWorkspace(id: string, { version, ...words }: ChangeWorkspace) {
    const before = this.workspaces.find((each) => each.id === id);
    if (!before) return notFound();
    if (before.name === words.name && before.description === words.description) return before;
    if (before.version !== version) return problem(WORKSPACE_CHANGED);
    const after = { ...before, ...words, version: version + 1 };
    this.workspaces = this.workspaces.map((each) => (each.id === id ? after : each));
    return after;
  }

  #putMember(id: string, role: MemberRole): MemberView {
    const known = this.members.find((each) => each.id === id);
    const before = known ?? aMember(this.researchers.find((each) => each.id === id));
    this.members = [...this.members.filter((each) => each.id !== id), { ...before, role }];
    return { ...before, role };
  }

  #cap(person: string, cap: string | null) {
    this.members = this.members.map((each) => (each.id === person ? { ...each, cap } : each));
    return this.members.find(({ id }) => id === person);
  }

  #removeMember(workspace: string, person: string): void {
    this.members = this.members.filter(({ id }) => id !== person);
    if (person !== this.me?.person.id) return;
    this.workspaces = this.workspaces.filter(({ id }) => id !== workspace);
  }

  #candidatesFor(request: Request): CandidateView[] {
    const isMember = ({ id }: CandidateView) => this.members.some((member) => member.id === id);
    return matching(this.researchers, request).filter((each) => !isMember(each));
  }

  #deleteDisk(id: string): object {
    const disk = this.disks.find((each) => each.id === id);
    this.disks = this.disks.filter((each) => each.id !== id);
    return { ...disk, state: "DELETING" };
  }

  /** One runtime of a tool per person and workspace: another id for the same is told which one there is. */
  #put(id: string, wish: LaunchRequest) {
    const existing = this.runtimes.find(
      ({ tool, workspace, owner, desired }) =>
        tool === wish.tool &&
        workspace.id === wish.workspace &&
        owner.id === this.me?.person.id &&
        desired !== "DELETED",
    );
    if (!existing || existing.id === id) return this.#launch(id, wish);
    const { id: runtime, state } = existing;
    const refusal = aProblem({ code: "RUNTIME_EXISTS", detail: "There is one already." });
    return problem({ ...refusal, runtime, state });
  }

  #launch(id: string, wish: LaunchRequest): RuntimeView {
    const workspace = this.workspaces.find((each) => each.id === wish.workspace) ?? aWorkspace();
    const runtime = aRuntime("STARTING", {
      id,
      tool: wish.tool as ToolId,
      workspace: { id: workspace.id, name: workspace.name, deleted: false },
      url: `/r/${id}`,
    });
    this.put(runtime);
    return runtime;
  }

  #change(id: string, state: RuntimeView["state"]): RuntimeView {
    const before = this.runtimes.find((each) => each.id === id);
    const { tool, workspace, url } = before ?? aRuntime();
    const after = aRuntime(state, { id, tool, workspace, url, since: ago(0) });
    this.put(after);
    return after;
  }

  #grant({ amount, reason, expiresAt }: GrantRequest): object {
    const grant = aGrant({ id: crypto.randomUUID(), amount, left: amount, reason, expiresAt });
    this.credit = { ...this.credit, grants: [...this.credit.grants, grant] };
    return grant;
  }

  #revoke(id: string, { reason }: RevocationRequest): object {
    const grants = this.credit.grants.map((grant) =>
      grant.id === id
        ? { ...grant, left: "0.000000000", revoked: grant.left, state: "SPENT" as const }
        : grant,
    );
    this.credit = { ...this.credit, grants };
    return { ...grants.find((grant) => grant.id === id), reason };
  }

  #statementFor(request: Request) {
    const query = new URL(request.url).searchParams;
    const from = Number(query.get("cursor") ?? 0);
    const to = from + Number(query.get("limit") ?? 50);
    const nextCursor = to < this.statement.length ? String(to) : null;
    return this.#asked({ items: this.statement.slice(from, to), nextCursor });
  }

  async #command(request: Request, status: number, work: (body: unknown) => unknown) {
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    const body: unknown = text ? JSON.parse(text) : null;
    this.sent.push({
      method: request.method,
      path: pathname + search,
      key: request.headers.get("Idempotency-Key"),
      body,
    });
    if (this.refusals.length > 0) {
      const refusal = this.refusals.shift();
      return refusal ? problem(refusal) : HttpResponse.error();
    }
    const answer = work(body);
    if (answer instanceof Response) return answer;
    return status === 204
      ? new HttpResponse(null, { status })
      : HttpResponse.json(answer as JsonBodyType, { status });
  }

  #asked(answer: unknown) {
    return this.me === null ? problem(NOT_SIGNED_IN) : HttpResponse.json(answer as JsonBodyType);
  }

  #page(items: unknown[]) {
    return this.#asked({ items, nextCursor: null });
  }

  #one(things: { id: string }[], id: unknown) {
    const found = things.find((thing) => thing.id === id);
    return found ? this.#asked(found) : notFound();
  }
}

const NEXT: Record<string, RuntimeView["state"]> = {
  stop: "STOPPING",
  start: "STARTING",
  cancel: "STOPPING",
};
