import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { When } from "@/components/When";
import { plural } from "@/lib/words";
import { passProblem } from "@/model/drift";
import { lastPassQuery } from "../api/get-drift";

/** How fresh the page is, in one line. */
export function LastPass() {
  const { data: pass, isPending } = useQuery(lastPassQuery);
  if (isPending) return <span>Compared …</span>;
  if (!pass?.finishedAt) return <span>Not compared yet</span>;
  return (
    <span>
      Compared <When at={pass.finishedAt} as="short" /> with {plural(pass.machines, "machine")} and{" "}
      {plural(pass.disks, "disk")}
    </span>
  );
}

/** Why the last pass did nothing, where it did nothing. */
export function PassNote() {
  const { data: pass } = useQuery(lastPassQuery);
  const problem = pass && passProblem(pass);
  if (!problem) return null;
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title="The last pass did nothing">
      {problem}
    </Alert>
  );
}
