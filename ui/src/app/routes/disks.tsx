import { IconDatabase } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "@/components/Empty";
import { LinkButton } from "@/components/LinkButton";
import { Loaded } from "@/components/Loaded";
import { PageHead } from "@/components/PageHead";
import { disksQuery } from "@/features/disk/api/get-disks";
import { DiskTable } from "@/features/disk/components/DiskTable";
import { plural } from "@/lib/words";

const crumbs = [{ label: "Disks", href: "/disks" }];

export function DisksPage() {
  const disks = useQuery(disksQuery());
  const kept = disks.data?.filter((disk) => disk.attachedTo === null).length;
  return (
    <>
      <PageHead
        title="Disks"
        crumbs={crumbs}
        state={disks.data && `${plural(disks.data.length, "disk")}, ${kept} without a runtime`}
      />
      <Loaded query={disks} what="The disks">
        {(data) =>
          data.length === 0 ? (
            <Empty
              icon={IconDatabase}
              title="No disks yet"
              action={
                <LinkButton to="/workspaces" variant="default">
                  Go to workspaces
                </LinkButton>
              }
            >
              Each launch brings its home disk, which stays when the runtime is deleted, and costs until you
              delete it.
            </Empty>
          ) : (
            <DiskTable disks={data} withWorkspace />
          )
        }
      </Loaded>
    </>
  );
}
