import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Loaded } from "@/components/Loaded";
import { PageHead } from "@/components/PageHead";
import { Payer } from "@/components/Payer";
import { catalogQuery } from "@/features/catalog/api/get-catalog";
import { disksQuery } from "@/features/disks/api/get-disks";
import { LaunchPanel } from "@/features/launch/components/LaunchPanel";
import { workspaceQuery } from "@/features/workspaces/api/get-workspace";
import { takenTools } from "@/features/launch/components/wish";
import { runtimesQuery } from "@/features/runtimes/api/get-runtimes";
import { NotFound } from "@/components/NotFound";
import { useMe } from "../me";
import { workspaceCrumbs } from "./workspace";

export function LaunchPage() {
  const { w } = useParams({ from: "/signed-in/workspaces/$w/launch" });
  const { disk } = useSearch({ from: "/signed-in/workspaces/$w/launch" });
  const navigate = useNavigate();
  const workspace = useQuery(workspaceQuery(w));
  const catalog = useQuery(catalogQuery);
  const disks = useQuery(disksQuery({ workspace: w }));
  const runtimes = useQuery(runtimesQuery({ workspace: w }));
  const me = useMe();
  return (
    <Loaded query={workspace} what="The workspace">
      {(place) =>
        place.role === "READER" ? (
          <NotFound />
        ) : (
          <>
            <PageHead
              title="Launch a tool"
              crumbs={[...workspaceCrumbs(place), { label: "Launch", href: `/workspaces/${w}/launch` }]}
              state={
                <>
                  In {place.name} · <Payer payer={place.payer} /> pays
                </>
              }
            />
            <Loaded query={catalog} what="The catalog">
              {(prices) => (
                <Loaded query={disks} what="The disks">
                  {(kept) => (
                    <Loaded query={runtimes} what="The runtimes">
                      {(running) => (
                        <LaunchPanel
                          key={w}
                          workspace={place}
                          catalog={prices}
                          taken={takenTools(running, me.person.id)}
                          disks={kept}
                          disk={disk}
                          onLaunched={({ id }) =>
                            void navigate({ to: "/workspaces/$w/runtimes/$id", params: { w, id } })
                          }
                        />
                      )}
                    </Loaded>
                  )}
                </Loaded>
              )}
            </Loaded>
          </>
        )
      }
    </Loaded>
  );
}
