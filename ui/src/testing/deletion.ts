import type { DeletionView } from "@/api/types";
import { decimal, nanos, sum } from "@/lib/money";
import { aWorkspace } from "./builders/basics";
import type { World } from "./world";

/** What goes with a workspace. */
export function lostWith(world: World, id: string): DeletionView {
  const isIn = ({ workspace }: { workspace: { id: string } }) => workspace.id === id;
  const { burnPerHour } = world.workspaces.find((each) => each.id === id) ?? aWorkspace();
  const disks = world.disks.filter(isIn);
  return {
    runtimes: world.runtimes.filter(isIn),
    disks,
    burnPerHour,
    disksPerMonth: decimal(sum(disks.map(({ perMonth }) => nanos(perMonth)))),
  };
}

/** What runs in it stays to be seen until the cloud says that it is gone. */
export function deleteWorkspace(world: World, id: string): void {
  world.workspaces = world.workspaces.filter((each) => each.id !== id);
  world.runtimes = world.runtimes.map((each) =>
    each.workspace.id === id
      ? { ...each, state: "DELETING", allowed: [], workspace: { ...each.workspace, deleted: true } }
      : each,
  );
  world.disks = world.disks.filter(({ workspace }) => workspace.id !== id);
}
