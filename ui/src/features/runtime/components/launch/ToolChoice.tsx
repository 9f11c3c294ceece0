import { Group, Radio, SimpleGrid } from "@mantine/core";
import type { RuntimeView, ToolId, ToolView } from "@/api/types";
import { LinkText } from "@/components/LinkButton";
import { ToolIcon } from "@/components/ToolIcon";
import { lasting } from "@/lib/time";
import { toolName } from "@/model/tool";
import { ChoiceCard } from "./ChoiceCard";
import classes from "./launch.module.css";

interface Props {
  tools: readonly ToolView[];
  /** Tools of which this person has a runtime here already: there is one of each. */
  taken: ReadonlyMap<ToolId, RuntimeView>;
  value: ToolId | null;
  onChange: (tool: ToolId) => void;
}

export function ToolChoice({ tools, taken, value, onChange }: Props) {
  const choose = (id: string) => {
    const tool = tools.find((each) => each.id === id);
    if (tool) onChange(tool.id);
  };
  return (
    <section>
      <Radio.Group label="Tool" labelProps={{ className: classes.legend }} value={value} onChange={choose}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          {launchableFirst(tools).map((tool) => (
            <ChoiceCard
              key={tool.id}
              value={tool.id}
              name={tool.name}
              icon={<ToolIcon tool={tool.id} size={18} />}
              disabled={!tool.available || taken.has(tool.id)}
              aside={tool.version}
            >
              {wordsOf(tool, taken.has(tool.id))}
            </ChoiceCard>
          ))}
        </SimpleGrid>
      </Radio.Group>
      {taken.size > 0 && (
        <Group gap="lg" mt="sm">
          {[...taken.values()].map(({ id, tool, workspace }) => (
            <LinkText key={id} to="/workspaces/$w/runtimes/$id" params={{ w: workspace.id, id }} size="sm">
              Go to your {toolName(tool)}
            </LinkText>
          ))}
        </Group>
      )}
    </section>
  );
}

function wordsOf(tool: ToolView, taken: boolean): string {
  if (!tool.available) return tool.missing ?? "Not available here.";
  if (taken) return "You have one in this workspace.";
  return tool.usualSeconds === null
    ? tool.description
    : `${tool.description} Usually ${lasting(tool.usualSeconds * 1_000)}.`;
}

/** What can be launched here comes first. */
function launchableFirst(tools: readonly ToolView[]): ToolView[] {
  return [...tools].sort((a, b) => Number(b.available) - Number(a.available));
}
