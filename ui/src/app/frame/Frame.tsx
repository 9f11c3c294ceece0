import { AppShell, Box, useMatches } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { frameSizes } from "../theme";
import { Announcer, Toasts } from "./Announcer";
import { Banners, UnderBanners } from "./Banners";
import { CommandPalette } from "./CommandPalette";
import classes from "./frame.module.css";
import { LastMinutes } from "./LastMinutes";
import { Nav } from "./Nav";
import { useNews } from "./news";
import { TopBar } from "./TopBar";

export function Frame() {
  const [menu, { toggle, close }] = useDisclosure(false);
  const [palette, { open: openPalette, close: closePalette, toggle: togglePalette }] = useDisclosure(false);
  const iconsOnly = useMatches({ base: false, sm: true, lg: false });
  const phone = useMatches({ base: true, sm: false });
  useNews();
  useFocusOnArrival();
  return (
    <AppShell
      header={{ height: frameSizes.bar }}
      navbar={{
        width: { base: frameSizes.nav, sm: frameSizes.narrowNav, lg: frameSizes.nav },
        breakpoint: "sm",
        collapsed: { mobile: !menu },
      }}
      padding={{ base: "lg", sm: "xl" }}
      transitionDuration={140}
    >
      <a href="#main" className={classes.skip}>
        Skip to the content
      </a>
      <TopBar menuOpen={menu} onMenu={toggle} onSearch={openPalette} phone={phone} />
      <AppShell.Navbar className={classes.nav}>
        <Nav iconsOnly={iconsOnly && !menu} onGo={close} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <Box maw="var(--page-width)" mx="auto">
          <Banners />
          <UnderBanners>
            <Outlet />
          </UnderBanners>
        </Box>
      </AppShell.Main>
      <CommandPalette opened={palette} onClose={closePalette} onToggle={togglePalette} />
      <Toasts />
      <Announcer />
      <LastMinutes />
    </AppShell>
  );
}

/** On a new page reading starts at its content, as it would after loading a document. */
function useFocusOnArrival() {
  const here = useRouterState({ select: (state) => state.location.pathname });
  const arrived = useRef(here);
  useEffect(() => {
    if (arrived.current === here) return;
    arrived.current = here;
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [here]);
}
