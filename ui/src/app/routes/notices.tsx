import { Button, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { announce } from "@/components/announce";
import { PageHead } from "@/components/PageHead";
import { toastProblem } from "@/components/toasts";
import { MOST_COUNTED, newestQuery } from "@/features/notice/api/get-notices";
import { useReadAll } from "@/features/notice/api/read-notices";
import { NoticeList } from "@/features/notice/components/NoticeList";
import { Preferences } from "@/features/notice/components/Preferences";
import { NOTICE_TABS } from "./notice-tabs";

const crumbs = [{ label: "Notices", href: "/notices" }];

export function NoticesPage() {
  const { tab = "all" } = useSearch({ from: "/signed-in/notices" });
  const navigate = useNavigate({ from: "/notices" });
  const { data: unread } = useQuery(newestQuery);
  return (
    <>
      <PageHead
        title="Notices"
        crumbs={crumbs}
        state={unread && countWords(unread.length)}
        action={tab !== "preferences" && unread && unread.length > 0 && <ReadAll />}
      />
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({ search: { tab: NOTICE_TABS.find((each) => each === next) }, replace: true })
        }
      >
        <Tabs.List mb="xl">
          <Tabs.Tab value="all">All</Tabs.Tab>
          <Tabs.Tab value="unread">Unread</Tabs.Tab>
          <Tabs.Tab value="preferences">Preferences</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="all">{tab === "all" && <NoticeList unread={false} />}</Tabs.Panel>
        <Tabs.Panel value="unread">{tab === "unread" && <NoticeList unread />}</Tabs.Panel>
        <Tabs.Panel value="preferences">{tab === "preferences" && <Preferences />}</Tabs.Panel>
      </Tabs>
    </>
  );
}

function countWords(count: number): string {
  if (count === 0) return "Nothing unread";
  return count > MOST_COUNTED ? `More than ${MOST_COUNTED} unread` : `${count} unread`;
}

function ReadAll() {
  const { run, busy } = useReadAll(() => announce("All notices are marked as read"), toastProblem);
  return (
    <Button variant="default" loading={busy} onClick={() => run()}>
      Mark all as read
    </Button>
  );
}
