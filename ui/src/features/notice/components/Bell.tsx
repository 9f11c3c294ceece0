import { Indicator } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { NoticeView } from "@/api/types";
import { announce } from "@/components/announce";
import { MOST_COUNTED, newestQuery } from "../api/get-notices";
import classes from "./notice.module.css";

/** Says on every page how much is unread, and to who does not see it what has just come. */
export function Bell() {
  const { data } = useQuery(newestQuery);
  useAnnouncement(data);
  const unread = data ?? [];
  const count = unread.length > MOST_COUNTED ? `${MOST_COUNTED}+` : String(unread.length);
  return (
    <Link
      to="/notices"
      className={classes.bell}
      aria-label={`Notices, ${unread.length ? count : "none"} unread`}
    >
      <Indicator label={count} size={16} color="red" disabled={unread.length === 0} aria-hidden>
        <IconBell size={18} aria-hidden />
      </Indicator>
    </Link>
  );
}

function useAnnouncement(unread: readonly NoticeView[] | undefined): void {
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (!unread) return;
    const newest = unread[0];
    const at = newest?.createdAt ?? "";
    if (last.current !== null && newest && at > last.current) announce(`New notice: ${newest.title}`);
    if (last.current === null || at > last.current) last.current = at;
  }, [unread]);
}
