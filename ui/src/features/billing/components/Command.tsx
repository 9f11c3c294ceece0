import { Button, Code, CopyButton, Stack } from "@mantine/core";

/** To be run by somebody, exactly like this. */
export function Command({ command }: { command: string }) {
  return (
    <Stack gap="xs" align="flex-start">
      <Code block w="100%" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {command}
      </Code>
      <CopyButton value={command}>
        {({ copied, copy }) => (
          <Button variant="default" size="xs" onClick={copy}>
            {copied ? "Copied" : "Copy the command"}
          </Button>
        )}
      </CopyButton>
    </Stack>
  );
}
