import type { AnchorProps } from "@mantine/core";
import type { ReactNode } from "react";
import type { RuntimeView } from "@/api/types";
import { LinkText } from "@/components/LinkButton";

interface Props extends Pick<AnchorProps, "c"> {
  runtime: Pick<RuntimeView, "id" | "workspace">;
  children: ReactNode;
}

/** The way to a runtime. With its workspace its page is gone, while it may still be on its way out. */
export function RuntimeLink({ runtime: { id, workspace }, c, children }: Props) {
  if (workspace.deleted) return <>{children}</>;
  return (
    <LinkText to="/workspaces/$w/runtimes/$id" params={{ w: workspace.id, id }} c={c}>
      {children}
    </LinkText>
  );
}
