import { ActionIcon, AppShell, Burger, Button, Group, Kbd, Text } from "@mantine/core";
import { IconChevronRight, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { Fragment } from "react";
import type { CreditView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { usePlace } from "@/components/place";
import { creditQuery } from "@/features/credit/api/get-credit";
import { CreditMeter } from "@/features/credit/components/CreditMeter";
import { Bell } from "@/features/notice/components/Bell";
import { runtimesQuery } from "@/features/runtime/api/get-runtimes";
import { nanos, sum } from "@/lib/money";
import { hasRole, useMe } from "../me";
import classes from "./frame.module.css";
import { useFirstEnd } from "../pool";
import { PersonMenu } from "./PersonMenu";

interface Props {
  menuOpen: boolean;
  onMenu: () => void;
  onSearch: () => void;
  phone: boolean;
}

export function TopBar({ menuOpen, onMenu, onSearch, phone }: Props) {
  return (
    <AppShell.Header className={classes.bar}>
      <Group h="100%" px={{ base: "md", sm: "lg" }} gap="md" wrap="nowrap">
        <Burger
          opened={menuOpen}
          onClick={onMenu}
          hiddenFrom="sm"
          size="sm"
          aria-label={menuOpen ? "Close navigation" : "Open navigation"}
          aria-expanded={menuOpen}
        />
        <Place phone={phone} />
        <Group gap="sm" wrap="nowrap" ml="auto" flex="none">
          <SearchButton onOpen={onSearch} phone={phone} />
          {!phone && <RunningTotal />}
          <TopMeter short={phone} />
          <Bell />
          <PersonMenu />
        </Group>
      </Group>
    </AppShell.Header>
  );
}

function Place({ phone }: { phone: boolean }) {
  const { crumbs } = usePlace();
  return (
    <div className={classes.place}>
      {(!phone || crumbs.length === 0) && (
        <Link to="/" className={classes.brand}>
          Stipend
        </Link>
      )}
      {!phone && (
        <nav aria-label="Place" className={classes.place}>
          {crumbs.map(({ label, href }) => (
            <Fragment key={href}>
              <IconChevronRight size={14} color="var(--muted)" aria-hidden style={{ flex: "none" }} />
              <Link to={href} className={classes.crumb}>
                {label}
              </Link>
            </Fragment>
          ))}
        </nav>
      )}
    </div>
  );
}

function SearchButton({ onOpen, phone }: { onOpen: () => void; phone: boolean }) {
  if (phone) {
    return (
      <ActionIcon onClick={onOpen} aria-label="Search and commands">
        <IconSearch size={18} aria-hidden />
      </ActionIcon>
    );
  }
  return (
    <Button
      variant="default"
      size="xs"
      onClick={onOpen}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={<Kbd size="xs">Ctrl K</Kbd>}
      aria-keyshortcuts="Control+K"
      fw={400}
    >
      Search
    </Button>
  );
}

/** "2 running · $0.42/h": what goes on right now, wherever one is. */
function RunningTotal() {
  const me = useMe();
  const runtimes = useQuery({ ...runtimesQuery(), enabled: hasRole(me, "RESEARCHER") });
  const running = runtimes.data?.filter(({ state }) => state === "RUNNING") ?? [];
  if (running.length === 0) return null;
  return (
    <Text component="div" size="sm" c="dimmed" visibleFrom="md">
      {running.length} running ·{" "}
      <Amount value={sum(running.map(({ cost }) => nanos(cost.perHour)))} precision="rate" per="/h" />
    </Text>
  );
}

function TopMeter({ short }: { short: boolean }) {
  const me = useMe();
  const credit = useQuery({ ...creditQuery, enabled: hasRole(me, "RESEARCHER") });
  return credit.data ? <Meter credit={credit.data} short={short} /> : null;
}

/** At home the end stands on the page itself. */
function Meter({ credit, short }: { credit: CreditView; short: boolean }) {
  const isHome = useRouterState({ select: (state) => state.location.pathname === "/" });
  return <CreditMeter credit={credit} end={useFirstEnd(credit)} short={short || isHome} />;
}
