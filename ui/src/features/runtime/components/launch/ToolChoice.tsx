import { Radio, SimpleGrid, Stack } from "@mantine/core";
import type { RuntimeView, ToolId, ToolView } from "@/api/types";
import { LinkText } from "@/components/LinkButton";
import { ToolIcon } from "@/components/ToolIcon";
import { lasting } from "@/lib/time";
import { toolName } from "@/model/tool";
import { ChoiceCard, NoChoiceCard } from "./ChoiceCard";
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
  const others = tools.filter((tool) => taken.has(tool.id) || !tool.available);
  return (
    <Stack component="section" gap="md">
      <Radio.Group label="Tool" labelProps={{ className: classes.legend }} value={value} onChange={choose}>
        <SimpleGrid cols={COLS} spacing="md">
          {tools
            .filter((tool) => !others.includes(tool))
            .map((tool) => (
              <ChoiceCard
                key={tool.id}
                value={tool.id}
                name={tool.name}
                icon={<ToolIcon tool={tool.id} size={18} />}
                aside={tool.version}
              >
                {wordsOf(tool)}
              </ChoiceCard>
            ))}
        </SimpleGrid>
      </Radio.Group>
      {others.length > 0 && (
        <SimpleGrid cols={COLS} spacing="md">
          {others.map((tool) => (
            <NoChoiceCard key={tool.id} name={tool.name} icon={<ToolIcon tool={tool.id} size={18} />}>
              <Other tool={tool} runtime={taken.get(tool.id)} />
            </NoChoiceCard>
          ))}
        </SimpleGrid>
      )}
    </Stack>
  );
}

const COLS = { base: 1, xs: 2 };

function Other({ tool, runtime }: { tool: ToolView; runtime: RuntimeView | undefined }) {
  if (runtime) {
    return (
      <>
        You have one in this workspace.
        <br />
        <LinkText
          to="/workspaces/$w/runtimes/$id"
          params={{ w: runtime.workspace.id, id: runtime.id }}
          size="sm"
        >
          Go to your {toolName(tool.id)}
        </LinkText>
      </>
    );
  }
  return (
    <>
      Not available here.
      {tool.missing && (
        <details>
          <summary>How to install</summary>
          {tool.missing}
        </details>
      )}
    </>
  );
}

function wordsOf({ description, usualSeconds }: ToolView): string {
  return usualSeconds === null ? description : `${description} Usually ${lasting(usualSeconds * 1_000)}.`;
}
