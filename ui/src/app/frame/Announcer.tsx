import { Anchor, Box, Notification, VisuallyHidden } from "@mantine/core";
import { useAnnouncement } from "@/components/announce";
import { dismiss, useToasts } from "@/components/toasts";
import classes from "./frame.module.css";

/** The one polite live region of the page. */
export function Announcer() {
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {useAnnouncement()}
    </VisuallyHidden>
  );
}

export function Toasts() {
  const toasts = useToasts();
  if (toasts.length === 0) return null;
  return (
    <Box className={classes.toasts} role="region" aria-label="News">
      {toasts.map(({ id, tone, text, link }) => (
        <Notification
          key={id}
          withBorder
          color={tone === "done" ? "green" : "red"}
          onClose={() => dismiss(id)}
          closeButtonProps={{ "aria-label": "Dismiss" }}
          title={text}
        >
          {link && <Anchor href={link.href}>{link.label}</Anchor>}
        </Notification>
      ))}
    </Box>
  );
}
