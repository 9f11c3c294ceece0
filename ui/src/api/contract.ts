// The REST API as the UI sees it. Names equal the Java records behind them.
// Replaced by types generated from /v3/api-docs once those exist.

/** USD, always nine fraction digits, never a number: "0.189999000". */
export type Decimal = string;
/** ISO-8601, UTC. */
export type Instant = string;

/** RFC 9457, content type application/problem+json. */
export interface Problem {
  type: string; // "https://stipend.invalid/problems/credit-insufficient" or about:blank
  title: string;
  status: number;
  detail: string; // what happened, in words for people
  code: string; // stable: CREDIT_INSUFFICIENT, NOT_FOUND, INVALID_REQUEST ...
  nextStep: string; // what to do now, in words for people
  supportId: string; // also in the log
  fields?: { field: string; message: string }[]; // for INVALID_REQUEST
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null; // pass as ?cursor=; ?limit= 1..200, default 50
}

export type Role = "RESEARCHER" | "ADMIN" | "FINANCE" | "OPERATOR";
export interface PersonRef {
  id: string;
  name: string;
}

// GET /api/me
export interface MeView {
  person: { id: string; name: string; email: string };
  roles: Role[];
  provider: "local" | "gce";
  computer: { cores: number; memoryGib: number } | null; // local only
  serverTime: Instant;
}

// GET /api/workspaces → Page<WorkspaceView>; GET /api/workspaces/{w}
// POST /api/workspaces CreateWorkspace → 201
export interface CreateWorkspace {
  name: string;
  description: string;
  payer: "CREDIT";
}
export interface WorkspaceView {
  id: string;
  name: string;
  description: string;
  role: "OWNER" | "WRITER" | "READER";
  creator: PersonRef;
  payer: PayerView;
  burnPerHour: Decimal; // everything of this workspace that costs now
  running: number; // runtimes
  disks: number;
  createdAt: Instant;
}
export interface PayerView {
  kind: "CREDIT" | "BILLING_ACCOUNT" | "PLATFORM";
  name: string;
} // "Credit of Ada Lovelace"

// GET /api/catalog
export interface CatalogView {
  provider: "local" | "gce";
  computer: { cores: number; memoryGib: number } | null;
  priceList: { id: string; region: string; capturedAt: Instant; source: string };
  tools: ToolView[];
  machineTypes: MachineTypeView[];
  diskTypes: DiskTypeView[];
  presets: PresetView[];
}
export type ToolId = "jupyter" | "rstudio" | "cromwell" | "terminal";
export interface ToolView {
  id: ToolId;
  name: string;
  description: string;
  available: boolean;
  missing: string | null;
  version: string | null;
  usualSeconds: number | null;
}
export interface MachineTypeView {
  id: string;
  family: string;
  vcpus: Decimal;
  memoryGib: Decimal;
  perHour: Decimal;
}
export interface DiskTypeView {
  id: string;
  name: string;
  perGibMonth: Decimal;
  minGib: number;
  maxGib: number;
}
export interface PresetView {
  id: "small" | "standard" | "large" | "gpu";
  name: string;
  machineType: string;
  gpu: string | null;
  diskType: string;
  diskGib: number;
  perHour: Decimal;
  missing: string | null;
}

// POST /api/workspaces/{w}/estimates EstimateRequest → 200
export type DiskChoice = { id: string } | { type: string; sizeGib: number };
export interface EstimateRequest {
  tool: ToolId;
  machineType: string;
  disk: DiskChoice;
}
export interface EstimateView {
  runningPerHour: Decimal;
  stoppedPerDay: Decimal;
  diskPerMonth: Decimal;
  lines: {
    sku: string;
    description: string;
    quantity: Decimal;
    unit: string;
    unitPrice: Decimal;
    per: "HOUR" | "MONTH";
    perHour: Decimal;
  }[];
  minimum: { seconds: number; amount: Decimal }; // the first minute is charged whole
  credit: {
    available: Decimal;
    afterEightHours: Decimal;
    afterOneWeek: Decimal;
    machinesStopAt: Instant | null;
    endsAt: Instant | null;
    hours: number | null;
  };
  payer: PayerView;
  admission: { admitted: boolean; code: string | null; detail: string | null; nextStep: string | null };
}

// PUT /api/runtimes/{id} LaunchRequest → 202 RuntimeView (the id is a UUID made by the caller; repeating is safe)
export interface LaunchRequest {
  workspace: string;
  tool: ToolId;
  machineType: string;
  disk: DiskChoice;
}
export type RuntimeState =
  "STARTING" | "RUNNING" | "UPDATING" | "STOPPING" | "STOPPED" | "FAILED" | "DELETING" | "DELETED" | "FROZEN";
export type StepName = "RESERVE" | "DISK" | "VM" | "TOOL" | "HEALTH" | "STOP" | "DELETE_VM" | "DELETE_DISK";
export type Action = "OPEN" | "STOP" | "START" | "CANCEL" | "DELETE";
// GET /api/runtimes?workspace=&all=true(admin, operator)&cursor=&limit= → Page<RuntimeView> (not DELETED)
// GET /api/runtimes/{id}
// POST /api/runtimes/{id}/stop|start|cancel → 202 RuntimeView; DELETE /api/runtimes/{id}?disk=keep|delete → 202 RuntimeView
export interface RuntimeView {
  id: string;
  workspace: { id: string; name: string };
  owner: PersonRef;
  tool: ToolId;
  machineType: { id: string; vcpus: Decimal; memoryGib: Decimal };
  disk: { id: string; type: string; sizeGib: number } | null;
  provider: "local" | "gce";
  desired: "RUNNING" | "STOPPED" | "DELETED";
  state: RuntimeState;
  since: Instant;
  generation: number;
  steps: StepView[]; // the timeline of the last launch, stop or delete, in order
  delayed: boolean; // accepted, but the engine has not taken it up yet
  stopReason: { code: "PERSON" | "CREDIT" | "RUN_LIMIT"; text: string } | null; // state STOPPED or STOPPING
  failure: { code: string; cause: string; nextStep: string; logTail: string; at: Instant } | null; // state FAILED
  cost: {
    perHour: Decimal; // now, everything of it that is charged (disk included)
    run: {
      amount: Decimal;
      perHour: Decimal;
      asOf: Instant;
      startedAt: Instant;
      minimumUntil: Instant;
    } | null; // machine + disk since startedAt; ticks with perHour from asOf
    today: Decimal;
    month: Decimal; // as of asOf of the response
    runningPerHour: Decimal;
    stoppedPerDay: Decimal;
    diskPerMonth: Decimal;
  };
  runsUntil: Instant | null; // fixed: the machine ends by itself then
  payer: PayerView;
  url: string; // "/r/{id}"
  allowed: Action[];
  asOf: Instant;
}
export interface StepView {
  name: StepName;
  state: "DONE" | "CURRENT" | "WAITING" | "FAILED";
  startedAt: Instant | null;
  finishedAt: Instant | null;
  deadline: Instant | null;
  usualSeconds: number | null;
  attempt: number;
}

// GET /api/disks?workspace=&cursor= → Page<DiskView>; DELETE /api/disks/{id} → 202 DiskView
export interface DiskView {
  id: string;
  workspace: { id: string; name: string };
  owner: PersonRef;
  type: string;
  sizeGib: number;
  state: "CREATING" | "READY" | "DELETING" | "DELETED" | "FAILED";
  attachedTo: { id: string; tool: ToolId; state: RuntimeState } | null;
  createdAt: Instant;
  lastUsedAt: Instant | null;
  perDay: Decimal;
  perMonth: Decimal;
  payer: PayerView;
  allowed: ("DELETE" | "LAUNCH")[];
}

// GET /api/credit (own), GET /api/people/{p}/credit (admin, finance)
export interface CreditView {
  researcher: PersonRef;
  status: "ACTIVE" | "EXHAUSTED" | "EXPIRED" | "NONE";
  granted: Decimal;
  spent: Decimal;
  expired: Decimal;
  revoked: Decimal;
  available: Decimal; // granted = spent + available + expired + revoked
  burnPerHour: Decimal; // live balance = available - burnPerHour * (now - asOf)
  asOf: Instant;
  endsAt: Instant | null; // last second the credit can pay, at this pace
  machinesStopAt: Instant | null; // null when nothing would have to stop
  level: "FINE" | "AMBER" | "RED"; // amber under 24 h, red under 1 h or ended
  runningMachines: number;
  disksPerDay: Decimal;
  grants: GrantView[]; // in burn order
  projection: { at: Instant; available: Decimal }[]; // from now to the end, few points, linear between
  history: { at: Instant; available: Decimal }[]; // up to now
  spenders: { workspace: { id: string; name: string }; person: PersonRef; amount: Decimal }[];
  grace: { until: Instant; days: number; spent: Decimal; cap: Decimal } | null; // while the platform pays the disks
  restorable: { id: string; workspace: { id: string; name: string }; tool: ToolId }[]; // stopped by the end of credit, can start again now
}
export interface GrantView {
  id: string;
  programme: string;
  reason: string;
  promotional: boolean;
  amount: Decimal;
  left: Decimal;
  revoked: Decimal;
  effectiveAt: Instant;
  expiresAt: Instant | null;
  state: "ACTIVE" | "FUTURE" | "SPENT" | "EXPIRED" | "REVOKED";
  grantedBy: string;
  grantedAt: Instant;
}
// POST /api/people/{p}/grants GrantRequest → 201 GrantView; POST /api/grants/{g}/revocations RevocationRequest → 201 GrantView
export interface GrantRequest {
  amount: Decimal;
  reason: string;
  expiresAt: Instant | null;
}
export interface RevocationRequest {
  amount: Decimal | null;
  reason: string;
} // null: all that is left

// GET /api/people?q=&cursor= → Page<PersonView> (admin, finance, operator)
export interface PersonView {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  firstSeenAt: Instant;
  credit: {
    status: string;
    available: Decimal;
    burnPerHour: Decimal;
    asOf: Instant;
    endsAt: Instant | null;
  } | null;
}

// GET /api/ledger/postings?person=&cursor=&limit= → Page<PostingView> (own; admin and finance: anyone's), newest first
export interface PostingView {
  id: string;
  journal: string;
  kind: "GRANT" | "REVOKE" | "USAGE" | "EXPIRE" | "REVERSAL" | "RESTATE" | "PAYER_TRANSFER" | "ADJUSTMENT";
  account: string;
  accountName: string;
  amount: Decimal; // signed
  bookedAt: Instant;
  usageFrom: Instant | null;
  usageTo: Instant | null;
  resource: { kind: "MACHINE" | "DISK"; id: string } | null;
  sku: string | null;
  description: string;
  workspace: { id: string; name: string } | null;
}

// GET /api/events: server-sent events, one stream per tab
//   event: hello   data: {"serverTime": Instant}
//   event: change  data: {"kind": "RUNTIME" | "DISK" | "CREDIT" | "WORKSPACE" | "PERSON", "id": string}   → re-read it
//   event: status  data: {"delayed": boolean}   → true while Temporal is away: commands are accepted, effects wait
// Every changing request carries Idempotency-Key (any string up to 100 characters, kept over retries).
// A signed-out request to /api answers 401 problem NOT_SIGNED_IN; sign in by navigating to /sign-in?to=/path; sign out by POST /sign-out.
