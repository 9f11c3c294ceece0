import type { ToolId } from "@/api/types";

const NAMES: Record<ToolId, string> = {
  jupyter: "Jupyter",
  rstudio: "RStudio",
  cromwell: "Cromwell",
  terminal: "Terminal",
};

export function toolName(tool: ToolId): string {
  return NAMES[tool] ?? tool;
}
