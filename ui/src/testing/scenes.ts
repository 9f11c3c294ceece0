import { ADA, ago, ahead, aMember, anAdmin, aWorkspace, DAY, GRACE, HOUR, MINUTE } from "./builders/basics";
import { aCreditFunder, anAccount } from "./builders/billing";
import { anEstimate } from "./builders/catalog";
import { aCredit, aGrant, aPerson, ending, WITHOUT_END } from "./builders/credit";
import { aPass } from "./builders/drift";
import { aNotice } from "./builders/notice";
import { someSpending } from "./builders/report";
import { aDisk, aRuntime, steps } from "./builders/runtime";
import type { NoticeView } from "@/api/types";
import { billingScenes, someRequests } from "./billing-scenes";
import { someDrift } from "./drift-scenes";
import { aShortStatement, aStatement } from "./statement-scenes";
import { World } from "./world";

/** Situations to look at, by name: `npm run demo`, then `/?scene=many`. */

const LONG =
  "Longitudinal multi-omics of cardiometabolic resilience across under-represented populations, phase 2";

function one(): World {
  const world = new World();
  world.workspaces = [aWorkspace()];
  world.runtimes = [aRuntime("RUNNING")];
  world.disks = [
    aDisk({ attachedTo: { id: world.runtimes[0]!.id, tool: "jupyter", state: "RUNNING" }, allowed: [] }),
  ];
  world.statement = aShortStatement();
  world.spent = someSpending(6);
  world.people = [
    aPerson(),
    aPerson({ ...GRACE, email: "grace@example.org", credit: null, roles: ["FINANCE"] }),
  ];
  world.members = [
    aMember({ share: "43.800000000" }),
    aMember({
      ...GRACE,
      email: "grace@example.org",
      role: "WRITER",
      share: "4.910000000",
      cap: "5.000000000",
    }),
  ];
  world.notices = notices();
  world.accounts = [aCreditFunder(), anAccount()];
  world.accountRequests = someRequests();
  world.drift = someDrift();
  world.passes = [aPass()];
  world.researchers = ["Alan Turing", "Emmy Noether", "Rosalind Franklin"].map((name, index) => ({
    id: `0a000000-0000-4000-8000-00000000001${index}`,
    name,
    email: `${name.toLowerCase().replace(" ", ".")}@example.org`,
  }));
  return world;
}

function notices(): NoticeView[] {
  return [
    aNotice({ title: "Your credit ends in less than 4 hours", text: RUNWAY, kind: "CREDIT_RUNWAY" }),
    aNotice({ id: "5a000000-0000-4000-8000-000000000003", createdAt: ago(DAY), mail: "PENDING" }),
    aNotice({
      id: "5a000000-0000-4000-8000-000000000002",
      kind: "REMOVED",
      title: `Grace Hopper is no longer a member of ${LONG}`,
      text: "What they had running there stops; their disks are kept until Wednesday 30 December 2026, 09:00 UTC.",
      link: "/workspaces/1a000000-0000-4000-8000-000000000001",
      createdAt: ago(3 * DAY),
      readAt: ago(2 * DAY),
      mail: "FAILED",
    }),
  ];
}

const RUNWAY =
  "At this pace it ends on Thursday 3 December 2026, 14:00 UTC. Machines are stopped then and disks are kept for 30 days. Stop what you do not need, and it lasts longer.";

function empty(): World {
  const world = new World();
  world.credit = aCredit({
    spent: "0.000000000",
    available: "300.000000000",
    burnPerHour: "0.000000000",
    runningMachines: 0,
    disksPerDay: "0.000000000",
    ...WITHOUT_END,
    grants: [aGrant({ left: "300.000000000" })],
    history: [],
    projection: [],
    spenders: [],
  });
  world.people = [];
  return world;
}

function many(): World {
  const world = one();
  const id = (kind: number, index: number) =>
    `${kind}b000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
  world.workspaces = Array.from({ length: 23 }, (_, index) =>
    aWorkspace({
      id: id(1, index),
      name: index % 4 === 0 ? `${LONG} (${index})` : `Study ${index + 1}`,
      description: index % 3 === 0 ? LONG.repeat(3) : "",
      running: index % 3,
      role: index % 5 === 4 ? "READER" : "OWNER",
    }),
  );
  const states = ["RUNNING", "STARTING", "STOPPED", "FAILED", "STOPPING", "DELETING"] as const;
  const tools = ["jupyter", "terminal", "rstudio", "cromwell"] as const;
  world.runtimes = Array.from({ length: 14 }, (_, index) =>
    aRuntime(states[index % states.length], {
      id: id(2, index),
      tool: tools[index % tools.length],
      workspace: { id: id(1, index % 4), name: world.workspaces[index % 4]!.name, deleted: false },
    }),
  );
  world.disks = Array.from({ length: 30 }, (_, index) =>
    aDisk({
      id: id(3, index),
      sizeGib: index === 3 ? 4000 : 50 + index * 10,
      perMonth: index === 3 ? "400.000000000" : `${5 + index}.000000000`,
      state: index === 5 ? "DELETING" : index === 6 ? "CREATING" : index === 7 ? "NOT_MADE" : "READY",
      workspace: { id: id(1, index % 4), name: world.workspaces[index % 4]!.name, deleted: false },
    }),
  );
  world.statement = aStatement(120);
  world.notices = Array.from({ length: 14 }, (_, index) =>
    aNotice({ id: id(5, index), createdAt: ago(index * HOUR), readAt: index > 11 ? ago(HOUR) : null }),
  );
  world.spent = someSpending(60);
  world.people = Array.from({ length: 40 }, (_, index) =>
    aPerson({
      id: index === 0 ? ADA.id : id(4, index),
      name:
        index % 7 === 3 ? "Maria Wilhelmina Theodora van der Nieuwenhuizen-Oosterhout" : `Person ${index}`,
      email: `a.rather.long.address.of.person.${index}@department.institution.example.org`,
      roles: index % 9 === 0 ? ["RESEARCHER", "ADMIN"] : ["RESEARCHER"],
    }),
  );
  const roles = ["OWNER", "WRITER", "READER"] as const;
  world.members = world.people
    .slice(0, 12)
    .map(({ id, name, email }, index) => aMember({ id, name, email, role: roles[index % roles.length] }));
  world.researchers = world.people;
  world.credit = aCredit({
    granted: "1234567.890000000",
    available: "1146967.890000000",
    spent: "87600.000000000",
    level: "AMBER",
    ...ending(19 * HOUR),
    grants: [
      aGrant(),
      aGrant({
        id: id(5, 1),
        reason: LONG,
        amount: "1000.000000000",
        left: "0.000000000",
        state: "SPENT",
        expiresAt: null,
      }),
      aGrant({
        id: id(5, 4),
        reason: "Course",
        amount: "12.500000000",
        left: "0.000000000",
        revoked: "12.480000000",
        revokedAt: [ago(9 * DAY)],
        state: "SPENT",
      }),
      aGrant({ id: id(5, 2), reason: "Workshop", state: "EXPIRED", expiresAt: ago(DAY) }),
      aGrant({ id: id(5, 3), reason: "Later", state: "FUTURE", effectiveAt: ahead(DAY) }),
    ],
  });
  return world;
}

function nearlyOver(): World {
  const world = one();
  world.runtimes = [aRuntime("RUNNING", { end: { at: ahead(12 * MINUTE + 31_000), cause: "CREDIT" } })];
  world.credit = aCredit({
    level: "RED",
    available: "0.041000000",
    ...ending(12 * MINUTE + 36_000),
  });
  return world;
}

function over(): World {
  const world = one();
  world.runtimes = [
    aRuntime("STOPPED", {
      allowed: ["START", "DELETE"],
      stopReason: { code: "CREDIT", text: "Stopped because the credit that pays for it ended." },
    }),
  ];
  world.credit = aCredit({
    status: "EXHAUSTED",
    level: "RED",
    available: "0.000000000",
    spent: "300.000000000",
    burnPerHour: "0.000000000",
    runningMachines: 0,
    ...WITHOUT_END,
    grants: [aGrant({ left: "0.000000000", state: "SPENT" })],
    grace: { until: ahead(30 * DAY), days: 30, spent: "0.120000000", cap: "50.000000000" },
  });
  const kept = { until: ahead(30 * DAY), since: ago(0), cause: "CREDIT" as const };
  world.disks = world.disks.map((disk) => ({ ...disk, kept }));
  world.runtimes = world.runtimes.map((each) => ({ ...each, disk: { ...each.disk, kept } }));
  world.estimate = anEstimate({
    admission: {
      admitted: false,
      code: "CREDIT_EXHAUSTED",
      detail: "The credit that pays for this workspace is used up.",
      nextStep: "Ask an administrator for more credit.",
    },
  });
  return world;
}

function restorable(): World {
  const world = one();
  world.runtimes = [
    aRuntime("STOPPED", { stopReason: { code: "CREDIT", text: "Stopped because the credit ended." } }),
  ];
  const { id, workspace, tool } = world.runtimes[0]!;
  world.credit = aCredit({ runningMachines: 0, restorable: [{ id, workspace, tool }] });
  return world;
}

function withRuntime(runtime: ReturnType<typeof aRuntime>): World {
  const world = one();
  world.runtimes = [runtime];
  return world;
}

function late(): World {
  const current = steps(undefined, "VM").map((step) =>
    step.state === "CURRENT"
      ? { ...step, deadline: ago(MINUTE), attempt: 3, startedAt: ago(3 * MINUTE) }
      : step,
  );
  return withRuntime(aRuntime("STARTING", { steps: current, delayed: true }));
}

function admin(world: World): World {
  world.me = anAdmin();
  return world;
}

export const SCENES: Record<string, () => World> = {
  one,
  empty,
  many,
  nearlyOver,
  over,
  restorable,
  late,
  starting: () => withRuntime(aRuntime("STARTING")),
  stopped: () => withRuntime(aRuntime("STOPPED")),
  failed: () => withRuntime(aRuntime("FAILED")),
  stopping: () => withRuntime(aRuntime("STOPPING")),
  deleting: () => withRuntime(aRuntime("DELETING")),
  deleted: () => withRuntime(aRuntime("DELETED")),
  reader: () => {
    const world = one();
    world.workspaces = [aWorkspace({ role: "READER" })];
    return world;
  },
  ...billingScenes(one),
  unspent: () => Object.assign(one(), { spent: [] }),
  capped: () => {
    const world = one();
    world.estimate = anEstimate({
      cap: { amount: "5.000000000", spent: "4.997000000", left: "0.003000000" },
      admission: {
        admitted: false,
        code: "MEMBER_CAP_REACHED",
        detail:
          "You may spend $5.00 of the credit that pays here, and have spent $5.00. With this, what runs of yours takes $0.01 to be able to stop it in time.",
        nextStep:
          "Stop something of yours, start something smaller, or ask whose credit pays here to raise your cap.",
      },
    });
    return world;
  },
  taken: () => {
    const world = one();
    world.runtimes = [aRuntime("RUNNING"), aRuntime("STOPPED", { id: "t", tool: "terminal" })];
    return world;
  },
  keptDisks: () => {
    const world = one();
    world.disks = [
      aDisk(),
      aDisk({ id: "3a000000-0000-4000-8000-000000000002", sizeGib: 200, lastUsedAt: null }),
    ];
    return world;
  },
  admin: () => admin(one()),
  adminMany: () => admin(many()),
  adminEmpty: () => admin(empty()),
};
