import type {
  CatalogView,
  CreditView,
  DiskView,
  EstimateView,
  GrantView,
  MeView,
  PersonView,
  PostingView,
  RuntimeState,
  RuntimeView,
  StepName,
  StepView,
  WorkspaceView,
} from "@/api/types";

/** Valid things of the API, each detail of which a test may name. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function ago(ms: number): string {
  return new Date(Date.now() - ms).toISOString();
}

export function ahead(ms: number): string {
  return ago(-ms);
}

export const ADA = { id: "0a000000-0000-4000-8000-000000000001", name: "Ada Lovelace" };
export const GRACE = { id: "0a000000-0000-4000-8000-000000000002", name: "Grace Hopper" };
export const OLIVER = { id: "0a000000-0000-4000-8000-000000000003", name: "Oliver Admin" };

const CREDIT_OF_ADA = { kind: "CREDIT" as const, name: "Credit of Ada Lovelace" };

export function aResearcher(part: Partial<MeView> = {}): MeView {
  return {
    person: { ...ADA, email: "ada@example.org" },
    roles: ["RESEARCHER"],
    provider: "local",
    computer: { cores: 2, memoryGib: 24 },
    serverTime: ago(0),
    ...part,
  };
}

export function anAdmin(part: Partial<MeView> = {}): MeView {
  return aResearcher({ person: { ...OLIVER, email: "oliver@example.org" }, roles: ["ADMIN"], ...part });
}

export function aWorkspace(part: Partial<WorkspaceView> = {}): WorkspaceView {
  return {
    id: "1a000000-0000-4000-8000-000000000001",
    name: "Genome study",
    description: "Variants of the LDLR gene in people with early heart disease.",
    role: "OWNER",
    creator: ADA,
    payer: CREDIT_OF_ADA,
    burnPerHour: "0.196848000",
    running: 1,
    disks: 1,
    createdAt: ago(20 * DAY),
    ...part,
  };
}

const LAUNCH: StepName[] = ["RESERVE", "DISK", "VM", "TOOL", "HEALTH"];
const USUAL: Partial<Record<StepName, number>> = { RESERVE: 1, DISK: 1, VM: 2, TOOL: 5, HEALTH: 6 };

/** The steps up to `current` are done; all of them when there is none. */
export function steps(
  names: StepName[] = LAUNCH,
  current?: StepName,
  state: StepView["state"] = "CURRENT",
): StepView[] {
  const at = current ? names.indexOf(current) : names.length;
  return names.map((name, index) => {
    const started = (at - index) * 2_000 + 4_000;
    return {
      name,
      state: index < at ? "DONE" : index === at ? state : "WAITING",
      startedAt: index <= at ? ago(started) : null,
      finishedAt: index < at || (index === at && state === "FAILED") ? ago(started - 2_000) : null,
      deadline: index === at ? ahead(2 * MINUTE) : null,
      usualSeconds: USUAL[name] ?? 3,
      attempt: 1,
    };
  });
}

export function aRuntime(state: RuntimeState = "RUNNING", part: Partial<RuntimeView> = {}): RuntimeView {
  return {
    id: "2a000000-0000-4000-8000-000000000001",
    workspace: { id: "1a000000-0000-4000-8000-000000000001", name: "Genome study" },
    owner: ADA,
    tool: "jupyter",
    machineType: { id: "n1-standard-4", vcpus: "4.000000000", memoryGib: "15.000000000" },
    disk: { id: "3a000000-0000-4000-8000-000000000001", type: "pd-balanced", sizeGib: 50 },
    provider: "local",
    desired:
      state === "DELETING" ? "DELETED" : state === "STOPPING" || state === "STOPPED" ? "STOPPED" : "RUNNING",
    state,
    since: ago(134 * MINUTE),
    generation: 1,
    delayed: false,
    stopReason: null,
    failure: null,
    runsUntil: null,
    payer: CREDIT_OF_ADA,
    url: "/r/2a000000-0000-4000-8000-000000000001",
    asOf: ago(0),
    ...IN_STATE[state](),
    ...part,
  };
}

const PRICES = { runningPerHour: "0.196848000", stoppedPerDay: "0.164383440", diskPerMonth: "5.000000000" };

function running(amount: string): RuntimeView["cost"] {
  return {
    ...PRICES,
    perHour: PRICES.runningPerHour,
    run: {
      amount,
      perHour: PRICES.runningPerHour,
      asOf: ago(0),
      startedAt: ago(134 * MINUTE),
      minimumUntil: ago(133 * MINUTE),
    },
    today: "0.812300000",
    month: "12.401000000",
  };
}

function resting(): RuntimeView["cost"] {
  return { ...PRICES, perHour: "0.006849315", run: null, today: "0.164300000", month: "9.870000000" };
}

type StateParts = Pick<RuntimeView, "cost" | "allowed" | "steps"> & Partial<RuntimeView>;

const IN_STATE: Record<RuntimeState, () => StateParts> = {
  STARTING: () => ({
    cost: { ...running("0.000200000"), run: null, perHour: "0.006849315" },
    allowed: ["CANCEL", "DELETE"],
    steps: steps(LAUNCH, "TOOL"),
    since: ago(8_000),
  }),
  RUNNING: () => ({ cost: running("0.439627200"), allowed: ["OPEN", "STOP", "DELETE"], steps: steps() }),
  UPDATING: () => ({ cost: running("0.439627200"), allowed: ["DELETE"], steps: steps(LAUNCH, "VM") }),
  STOPPING: () => ({
    cost: running("0.439627200"),
    allowed: ["DELETE"],
    steps: steps(["STOP"], "STOP"),
    since: ago(3_000),
  }),
  STOPPED: () => ({
    cost: resting(),
    allowed: ["START", "DELETE"],
    steps: steps(["STOP"]),
    stopReason: { code: "PERSON", text: "Stopped by Ada Lovelace." },
  }),
  FAILED: () => ({
    cost: resting(),
    allowed: ["START", "DELETE"],
    steps: steps(LAUNCH, "TOOL", "FAILED"),
    since: ago(5 * MINUTE),
    failure: {
      code: "TOOL_CRASHED",
      cause: "Jupyter ended by itself two seconds after it started (exit status 1).",
      nextStep: "Read the last lines below, free the port or the disk it names, and retry.",
      logTail:
        "[I 2026-11-25 03:01:22.114 ServerApp] jupyterlab | extension was successfully loaded.\n" +
        "[C 2026-11-25 03:01:23.020 ServerApp] OSError: [Errno 28] No space left on device: '/home/work/.jupyter'",
      at: ago(5 * MINUTE),
    },
  }),
  DELETING: () => ({
    cost: resting(),
    allowed: [],
    steps: steps(["STOP", "DELETE_VM"], "DELETE_VM"),
    since: ago(2_000),
  }),
  DELETED: () => ({ cost: resting(), allowed: [], steps: [] }),
  FROZEN: () => ({ cost: resting(), allowed: [], steps: [] }),
};

export function aDisk(part: Partial<DiskView> = {}): DiskView {
  return {
    id: "3a000000-0000-4000-8000-000000000001",
    workspace: { id: "1a000000-0000-4000-8000-000000000001", name: "Genome study" },
    owner: ADA,
    type: "pd-balanced",
    sizeGib: 50,
    state: "READY",
    attachedTo: null,
    createdAt: ago(20 * DAY),
    lastUsedAt: ago(26 * HOUR),
    perDay: "0.164383440",
    perMonth: "5.000000000",
    payer: CREDIT_OF_ADA,
    allowed: ["DELETE", "LAUNCH"],
    ...part,
  };
}

export function aGrant(part: Partial<GrantView> = {}): GrantView {
  return {
    id: "4a000000-0000-4000-8000-000000000001",
    programme: "Starting credit",
    reason: "Starting credit",
    promotional: true,
    amount: "300.000000000",
    left: "212.400000000",
    revoked: "0.000000000",
    effectiveAt: ago(20 * DAY),
    expiresAt: ahead(345 * DAY),
    state: "ACTIVE",
    grantedBy: "Stipend",
    grantedAt: ago(20 * DAY),
    ...part,
  };
}

export function aCredit(part: Partial<CreditView> = {}): CreditView {
  return {
    researcher: ADA,
    status: "ACTIVE",
    granted: "300.000000000",
    spent: "87.600000000",
    expired: "0.000000000",
    revoked: "0.000000000",
    available: "212.400000000",
    burnPerHour: "0.196848000",
    asOf: ago(0),
    endsAt: ahead(45 * DAY),
    machinesStopAt: ahead(45 * DAY - 5_000),
    level: "FINE",
    runningMachines: 1,
    disksPerDay: "0.164383440",
    grants: [aGrant()],
    history: [
      { at: ago(20 * DAY), available: "300.000000000" },
      { at: ago(14 * DAY), available: "281.000000000" },
      { at: ago(6 * DAY), available: "244.100000000" },
      { at: ago(0), available: "212.400000000" },
    ],
    projection: [
      { at: ago(0), available: "212.400000000" },
      { at: ahead(45 * DAY), available: "0.000000000" },
    ],
    spenders: [
      { workspace: { id: aWorkspace().id, name: "Genome study" }, person: ADA, amount: "70.123400000" },
      { workspace: { id: aWorkspace().id, name: "Genome study" }, person: GRACE, amount: "17.476600000" },
    ],
    grace: null,
    restorable: [],
    ...part,
  };
}

export function aPosting(part: Partial<PostingView> = {}): PostingView {
  return {
    id: "5a000000-0000-4000-8000-000000000001",
    journal: "usage/1",
    kind: "USAGE",
    account: "credit:ada",
    accountName: "Credit of Ada Lovelace",
    amount: "-0.189999000",
    bookedAt: ago(30 * MINUTE),
    usageFrom: ago(90 * MINUTE),
    usageTo: ago(30 * MINUTE),
    resource: { kind: "MACHINE", id: "2a000000-0000-4000-8000-000000000001" },
    sku: "2E27-4F75-95CD",
    description: "N1 predefined core in Americas",
    workspace: { id: aWorkspace().id, name: "Genome study" },
    ...part,
  };
}

export function aPerson(part: Partial<PersonView> = {}): PersonView {
  return {
    ...ADA,
    email: "ada@example.org",
    roles: ["RESEARCHER"],
    firstSeenAt: ago(20 * DAY),
    credit: {
      status: "ACTIVE",
      available: "212.400000000",
      burnPerHour: "0.196848000",
      asOf: ago(0),
      endsAt: ahead(45 * DAY),
    },
    ...part,
  };
}

export function anEstimate(part: Partial<EstimateView> = {}): EstimateView {
  return {
    ...PRICES,
    lines: [
      line(
        "2E27-4F75-95CD",
        "N1 predefined core in Americas",
        "4",
        "vCPU",
        "0.031611000",
        "HOUR",
        "0.126444000",
      ),
      line(
        "6C71-E844-38BC",
        "N1 predefined RAM in Americas",
        "15",
        "GiB",
        "0.004237000",
        "HOUR",
        "0.063555000",
      ),
      line("0D9F-4F2A-88AA", "Balanced PD capacity", "50", "GiB", "0.100000000", "MONTH", "0.006849000"),
    ],
    minimum: { seconds: 60, amount: "0.003166650" },
    credit: {
      available: "212.400000000",
      afterEightHours: "210.825216000",
      afterOneWeek: "179.329536000",
      machinesStopAt: ahead(44 * DAY),
      endsAt: ahead(44 * DAY + 5_000),
      hours: 1079,
    },
    payer: CREDIT_OF_ADA,
    admission: { admitted: true, code: null, detail: null, nextStep: null },
    ...part,
  };
}

function line(
  sku: string,
  description: string,
  quantity: string,
  unit: string,
  unitPrice: string,
  per: "HOUR" | "MONTH",
  perHour: string,
): EstimateView["lines"][number] {
  return { sku, description, quantity: `${quantity}.000000000`, unit, unitPrice, per, perHour };
}

export function aCatalog(part: Partial<CatalogView> = {}): CatalogView {
  return {
    provider: "local",
    computer: { cores: 2, memoryGib: 24 },
    priceList: {
      id: "google-2026-11-21",
      region: "us-central1",
      capturedAt: "2026-11-21T00:00:00Z",
      source: "Google Cloud price list",
    },
    tools: [
      tool("jupyter", "Jupyter", "Notebooks in Python and R.", "4.6.6", 12),
      tool("terminal", "Terminal", "A shell in the browser.", "1.7", 4),
      {
        ...tool("rstudio", "RStudio", "", null, null),
        available: false,
        missing: "Install rserver to use it.",
      },
      {
        ...tool("cromwell", "Cromwell", "", null, null),
        available: false,
        missing: "Put a Cromwell jar in place to use it.",
      },
    ],
    machineTypes: [
      machineType("e2-standard-2", "E2", "2", "8", "0.067011400"),
      machineType("n1-standard-4", "N1", "4", "15", "0.189999000"),
      machineType("n1-standard-16", "N1", "16", "60", "0.759996000"),
      machineType("n1-highmem-8", "N1", "8", "52", "0.473212000"),
    ],
    diskTypes: [
      { id: "pd-balanced", name: "Balanced", perGibMonth: "0.100000000", minGib: 10, maxGib: 4000 },
      { id: "pd-ssd", name: "SSD", perGibMonth: "0.170000000", minGib: 10, maxGib: 4000 },
      { id: "pd-standard", name: "Standard", perGibMonth: "0.040000000", minGib: 10, maxGib: 4000 },
    ],
    presets: [
      preset("small", "Small", "e2-standard-2", "0.073860715", null, null),
      preset("standard", "Standard", "n1-standard-4", "0.196848315", null, null),
      preset("large", "Large", "n1-standard-16", "0.766845315", null, null),
      preset("gpu", "GPU", "n1-standard-4", "0.546848315", "1 × T4", "this computer has no GPU to give"),
    ],
    ...part,
  };
}

function tool(
  id: CatalogView["tools"][number]["id"],
  name: string,
  description: string,
  version: string | null,
  usualSeconds: number | null,
): CatalogView["tools"][number] {
  return { id, name, description, available: true, missing: null, version, usualSeconds };
}

function machineType(id: string, family: string, vcpus: string, memoryGib: string, perHour: string) {
  return { id, family, vcpus: `${vcpus}.000000000`, memoryGib: `${memoryGib}.000000000`, perHour };
}

function preset(
  id: CatalogView["presets"][number]["id"],
  name: string,
  type: string,
  perHour: string,
  gpu: string | null,
  missing: string | null,
): CatalogView["presets"][number] {
  return { id, name, machineType: type, gpu, diskType: "pd-balanced", diskGib: 50, perHour, missing };
}
