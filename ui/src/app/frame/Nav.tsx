import { Tooltip } from "@mantine/core";
import {
  IconCoin,
  IconDatabase,
  IconFolders,
  IconHome,
  IconMailQuestion,
  IconScale,
  IconUsers,
  type Icon,
} from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { MeView } from "@/api/types";
import { hasRole, useMe } from "../me";
import classes from "./frame.module.css";

export interface Door {
  to: NonNullable<LinkProps["to"]>;
  label: string;
  icon: Icon;
}

interface Group {
  name: string | null;
  doors: Door[];
}

/** Only doors that are open for this person. */
export function doorsOf(me: MeView): Group[] {
  const work: Door[] = [
    { to: "/", label: "Home", icon: IconHome },
    { to: "/workspaces", label: "Workspaces", icon: IconFolders },
    { to: "/disks", label: "Disks", icon: IconDatabase },
  ];
  if (hasRole(me, "RESEARCHER")) work.push({ to: "/credit", label: "Credit", icon: IconCoin });
  const groups: Group[] = [{ name: null, doors: work }];
  const administration = administrationOf(me);
  if (administration.length > 0) groups.push({ name: "Administration", doors: administration });
  return groups;
}

function administrationOf(me: MeView): Door[] {
  const doors: Door[] = [];
  if (hasRole(me, "ADMIN", "FINANCE")) doors.push({ to: "/admin/people", label: "People", icon: IconUsers });
  if (hasRole(me, "ADMIN")) {
    doors.push({ to: "/admin/account-requests", label: "Account requests", icon: IconMailQuestion });
  }
  if (hasRole(me, "ADMIN", "OPERATOR")) doors.push({ to: "/admin/drift", label: "Drift", icon: IconScale });
  return doors;
}

export function Nav({ iconsOnly, onGo }: { iconsOnly: boolean; onGo: () => void }) {
  const me = useMe();
  return (
    <nav aria-label="Main">
      <ul className={classes.links}>
        {doorsOf(me).flatMap(({ name, doors }) => [
          name && !iconsOnly ? (
            <li key={name} className={classes.group}>
              {name}
            </li>
          ) : null,
          ...doors.map((door) => (
            <li key={door.to}>
              <DoorLink door={door} iconsOnly={iconsOnly} onGo={onGo} />
            </li>
          )),
        ])}
      </ul>
    </nav>
  );
}

function DoorLink({ door, iconsOnly, onGo }: { door: Door; iconsOnly: boolean; onGo: () => void }) {
  const Drawing = door.icon;
  return (
    <Tooltip label={door.label} position="right" disabled={!iconsOnly}>
      <Link
        to={door.to}
        className={classes.link}
        activeOptions={{ exact: door.to === "/", includeSearch: false }}
        aria-label={iconsOnly ? door.label : undefined}
        onClick={onGo}
      >
        <Drawing size={18} stroke={1.6} aria-hidden />
        {!iconsOnly && door.label}
      </Link>
    </Tooltip>
  );
}
