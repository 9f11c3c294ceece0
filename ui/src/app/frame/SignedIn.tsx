import { Box, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouteContext, useRouter, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { ApiError } from "@/api/client";
import { listen } from "@/api/events";
import { LoadFailed } from "@/components/Problem";
import { meQuery } from "@/features/signin/api/get-me";
import { SessionExpired, SigningIn, signInAddress } from "@/features/signin/components/Doors";
import { MeContext } from "../me";
import { useHasEnded } from "../session";
import { Frame } from "./Frame";

/** Everything behind the door: who is there, the frame around each page, the one event stream. */
export function SignedIn() {
  const { queries, session } = useRouteContext({ from: "__root__" });
  const me = useQuery(meQuery);
  const ended = useHasEnded(session);
  const here = useRouterState({ select: (state) => state.location.href });
  // Begun with the question who is there, so that what the page reads is not read again when it stands.
  useEffect(() => (ended ? undefined : listen(queries)), [queries, ended]);

  if (me.data && ended) return <SessionExpired to={here} />;
  if (me.data) {
    return (
      <MeContext value={me.data}>
        <Frame />
      </MeContext>
    );
  }
  if (me.error instanceof ApiError && me.error.status === 401) return <ToSignIn to={here} />;
  if (me.isError) {
    return (
      <Box component="main" id="main" p="xl" maw="var(--form-width)" mx="auto">
        <Title order={1} size="h2" mb="md">
          Stipend does not answer
        </Title>
        <LoadFailed error={me.error} retry={() => void me.refetch()} what="Who you are" />
      </Box>
    );
  }
  return null;
}

/** Sign-in is a page of the server. */
function ToSignIn({ to }: { to: string }) {
  const router = useRouter();
  useEffect(() => {
    void router.navigate({ href: signInAddress(to), reloadDocument: true, replace: true });
  }, [router, to]);
  return <SigningIn />;
}
