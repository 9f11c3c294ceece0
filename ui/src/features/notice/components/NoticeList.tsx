import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconBell, IconBellCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { NoticeView } from "@/api/types";
import { Empty } from "@/components/Empty";

import { Lines } from "@/components/Loaded";
import { useIsPhone } from "@/components/PageHead";
import { LoadFailed, ProblemNote } from "@/components/Problem";
import { When } from "@/components/When";
import { mailWords } from "@/model/notice";
import { noticesQuery } from "../api/get-notices";
import { useReadNotice } from "../api/read-notices";
import classes from "./notice.module.css";

/** What one was told, newest first. */
export function NoticeList({ unread }: { unread: boolean }) {
  const query = useInfiniteQuery(noticesQuery(unread));
  const { run: read, error } = useReadNotice();
  const notices = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <Lines height={96} />;
  if (query.isError && notices.length === 0) {
    return <LoadFailed error={query.error} retry={() => void query.refetch()} what="The notices" />;
  }
  if (notices.length === 0) return <Nothing unread={unread} />;
  return (
    <Stack gap="md">
      <ProblemNote error={error} />
      <Stack component="ul" gap="sm" className={classes.list} aria-label="Notices">
        {notices.map((notice) => (
          <Notice key={notice.id} notice={notice} onRead={() => read(notice.id)} />
        ))}
      </Stack>
      {query.hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show more
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Nothing({ unread }: { unread: boolean }) {
  return unread ? (
    <Empty icon={IconBellCheck} title="Nothing unread">
      You have read everything you were told. New notices appear here and at the bell.
    </Empty>
  ) : (
    <Empty icon={IconBell} title="No notices yet">
      Here you are told when credit runs low or expires, when a workspace gets another payer, and who lets you
      into theirs.
    </Empty>
  );
}

function Notice({ notice, onRead }: { notice: NoticeView; onRead: () => void }) {
  const isUnread = notice.readAt === null;
  const mail = mailWords(notice);
  const phone = useIsPhone();
  return (
    <Card component="li" padding="md" className={classes.notice} data-unread={isUnread}>
      <Group
        justify="space-between"
        align="flex-start"
        gap={phone ? "sm" : "md"}
        wrap={phone ? "wrap" : "nowrap"}
      >
        <Stack gap="xs" miw={0}>
          <Group gap="sm">
            <Title order={2} size="h3" className={classes.title}>
              <Anchor component={Link} to={notice.link} onClick={isUnread ? onRead : undefined}>
                {notice.title}
              </Anchor>
            </Title>
            {isUnread && <Badge>New</Badge>}
          </Group>
          <Text size="sm">{notice.text}</Text>
          <Text size="xs" c="dimmed">
            <When at={notice.createdAt} />
            {mail && ` · ${mail}`}
          </Text>
        </Stack>
        {isUnread && <ReadButton title={notice.title} onRead={onRead} />}
      </Group>
    </Card>
  );
}

function ReadButton({ title, onRead }: { title: string; onRead: () => void }) {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      flex="none"
      aria-label={`Mark as read: ${title}`}
      onClick={onRead}
    >
      Mark as read
    </Button>
  );
}
