/** What of a list a request asks for. */
export function inWorkspace<T extends { workspace: { id: string } }>(things: T[], request: Request): T[] {
  const workspace = new URL(request.url).searchParams.get("workspace");
  return workspace ? things.filter((thing) => thing.workspace.id === workspace) : things;
}

export function matching<T extends { name: string; email: string }>(people: T[], request: Request): T[] {
  const q = new URL(request.url).searchParams.get("q")?.toLowerCase() ?? "";
  return people.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(q));
}

/** A made-up person spends what they have. */
export function spending<T extends { credit: { status: string } | null }>(
  people: T[],
  request: Request,
): T[] {
  const only = new URL(request.url).searchParams.get("spending") === "true";
  return only ? people.filter(({ credit }) => credit?.status === "ACTIVE") : people;
}
