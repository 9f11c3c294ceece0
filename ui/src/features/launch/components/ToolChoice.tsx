import { Radio, SimpleGrid } from "@mantine/core";
import type { ToolId, ToolView } from "@/api/types";
import { ToolIcon } from "@/components/ToolIcon";
import { lasting } from "@/lib/time";
import { ChoiceCard } from "./ChoiceCard";
import classes from "./launch.module.css";

interface Props {
  tools: readonly ToolView[];
  value: ToolId | null;
  onChange: (tool: ToolId) => void;
}

export function ToolChoice({ tools, value, onChange }: Props) {
  return (
    <section>
      <Radio.Group
        label="Tool"
        labelProps={{ className: classes.legend }}
        value={value}
        onChange={(tool) => onChange(tool as ToolId)}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          {launchableFirst(tools).map((tool) => (
            <ChoiceCard
              key={tool.id}
              value={tool.id}
              name={tool.name}
              icon={<ToolIcon tool={tool.id} size={18} />}
              disabled={!tool.available}
              aside={tool.version}
            >
              {tool.available ? tool.description : (tool.missing ?? "Not available here.")}
              {tool.available && tool.usualSeconds !== null && (
                <> Usually {lasting(tool.usualSeconds * 1_000)}.</>
              )}
            </ChoiceCard>
          ))}
        </SimpleGrid>
      </Radio.Group>
    </section>
  );
}

/** What can be launched here comes first. */
function launchableFirst(tools: readonly ToolView[]): ToolView[] {
  return [...tools].sort((a, b) => Number(b.available) - Number(a.available));
}
