import { ADA, ago, DAY, GRACE, HOUR } from "./builders/basics";
import {
  ACCOUNT,
  aFailedLink,
  aHandOff,
  anAccountRequest,
  anAccountWithoutRight,
  aPayer,
} from "./builders/billing";
import { anEstimate } from "./builders/catalog";
import { aRuntime } from "./builders/runtime";
import type { World } from "./world";

type Make = () => World;

/** Who pays for a workspace, in situations that begin as the usual one. */
export const billingScenes = (one: Make): Record<string, Make> => ({
  handedOff: () => handedOff(one),
  linkFailed: () => handedOff(one, { link: aFailedLink() }),
  inactive: () => inactive(one),
  arranged: () =>
    Object.assign(one(), {
      payer: aPayer({ next: { account: ACCOUNT, by: ADA, since: ago(DAY) } }),
    }),
  noRight: () => {
    const accounts = [anAccountWithoutRight()];
    return Object.assign(one(), { accounts, cloud: { [ACCOUNT]: accounts[0] } });
  },
});

/** The bill went to an account after a machine was stopped. */
function handedOff(one: Make, part = {}): World {
  const stopReason = { code: "CREDIT" as const, text: "Stopped because the credit ended." };
  const world = one();
  world.runtimes = [aRuntime("STOPPED", { allowed: ["START", "DELETE"], stopReason })];
  world.payer = aHandOff(part);
  return world;
}

function inactive(one: Make): World {
  const problem = {
    code: "ACCOUNT_CLOSED",
    detail: "The billing account is closed.",
    nextStep: "Open it in the cloud's console and try again, or choose another payer.",
  };
  const platform = { kind: "PLATFORM" as const, name: "Platform: disks that are kept" };
  const world = handedOff(one, {
    payer: platform,
    inactive: { code: problem.code, since: ago(HOUR), problem },
    link: null,
  });
  world.runtimes = world.runtimes.map((each) => ({ ...each, payer: platform }));
  const { detail, nextStep } = problem;
  world.estimate = anEstimate({
    admission: { admitted: false, code: "BILLING_INACTIVE", detail, nextStep },
  });
  return world;
}

/** For an account: a usual one, and one with long words. */
export function someRequests() {
  const long = {
    id: "7a000000-0000-4000-8000-000000000002",
    person: GRACE,
    name: "Grace Hopper",
    email: "a.rather.long.address.of.grace@department.institution.example.org",
    institution: "Institute of Cardiometabolic Resilience across Under-represented Populations",
    nihFunded: true,
    askedAt: ago(9 * DAY),
  };
  return [anAccountRequest(), anAccountRequest(long)];
}
