import { Button, Modal, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { CreditView } from "@/api/types";
import { Loaded } from "@/components/Loaded";
import { PageHead } from "@/components/PageHead";
import { peopleQuery } from "@/features/access/api/get-people";
import { creditOfQuery } from "@/features/credit/api/get-credit";
import { CreditPanels } from "@/features/credit/components/CreditPanels";
import { GrantForm } from "@/features/credit/components/GrantForm";
import { Statement } from "@/features/ledger/components/Statement";
import { list } from "@/lib/words";
import { machinesEnd } from "@/model/end";
import { roleName } from "@/model/person";
import { hasRole, useMe } from "../me";
import { NotFound } from "@/components/NotFound";

export function PersonPage() {
  const me = useMe();
  const { id } = useParams({ from: "/signed-in/admin/people/$id" });
  const mayRead = hasRole(me, "ADMIN", "FINANCE");
  const credit = useQuery({ ...creditOfQuery(id), enabled: mayRead });
  if (!mayRead) return <NotFound />;
  return (
    <Loaded query={credit} what="The credit">
      {(data) => <Shown credit={data} />}
    </Loaded>
  );
}

function Shown({ credit }: { credit: CreditView }) {
  const me = useMe();
  const [granting, { open, close }] = useDisclosure(false);
  const person = credit.researcher;
  const isAdmin = hasRole(me, "ADMIN");
  return (
    <>
      <PageHead
        title={person.name}
        crumbs={[
          { label: "People", href: "/admin/people" },
          { label: person.name, href: `/admin/people/${person.id}` },
        ]}
        state={<Who id={person.id} />}
        action={isAdmin && <Button onClick={open}>Grant credit</Button>}
      />
      <Stack gap={32}>
        <CreditPanels
          credit={credit}
          end={machinesEnd(credit, [])}
          mayRevoke={isAdmin}
          mayOpen={hasRole(me, "ADMIN", "OPERATOR")}
        />
        <Statement credit={credit} person={person.id} />
      </Stack>
      <Modal opened={granting} onClose={close} title={`Grant credit to ${person.name}`}>
        <GrantForm person={person} onClose={close} />
      </Modal>
    </>
  );
}

/** Mail and roles stand in the list of people; without them the name has to do. */
function Who({ id }: { id: string }) {
  const people = useInfiniteQuery(peopleQuery());
  const person = people.data?.pages.flatMap((page) => page.items).find((each) => each.id === id);
  return person ? `${person.email} · ${list(person.roles.map(roleName))}` : "Credit and grants";
}
