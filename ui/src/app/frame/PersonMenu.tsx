import { ActionIcon, Avatar, Menu, Text, useMantineColorScheme } from "@mantine/core";
import {
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconReceipt2,
  IconSun,
  IconUser,
} from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { toastProblem } from "@/components/toasts";
import { useSignOut } from "@/features/signin/api/sign-out";
import { list } from "@/lib/words";
import { roleName } from "@/model/person";
import { useMe } from "../me";

const SCHEMES = [
  { value: "auto", label: "Like the system", Drawing: IconDeviceDesktop },
  { value: "light", label: "Light", Drawing: IconSun },
  { value: "dark", label: "Dark", Drawing: IconMoon },
] as const;

export function PersonMenu() {
  const me = useMe();
  const router = useRouter();
  // The document is loaded anew, so that nothing of this person stays in memory.
  const { run: signOut } = useSignOut(
    () => void router.navigate({ to: "/signed-out", reloadDocument: true }),
    (error) => toastProblem(error, "You are still signed in."),
  );
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon radius="xl" aria-label={`${me.person.name}: account menu`}>
          <Avatar size={28} color="indigo" variant="light">
            <IconUser size={16} aria-hidden />
          </Avatar>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Person />
        <Menu.Divider />
        <Colours />
        <Menu.Divider />
        {me.billingPage && (
          <Menu.Item component="a" href={me.billingPage} leftSection={<IconReceipt2 size={16} aria-hidden />}>
            Billing accounts
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Person() {
  const { person, roles } = useMe();
  return (
    <Menu.Label>
      <Text component="span" display="block" fw={550} size="sm" c="var(--mantine-color-text)">
        {person.name}
      </Text>
      {person.email}
      <br />
      {list(roles.map(roleName))}
    </Menu.Label>
  );
}

function Colours() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>Colours</Menu.Label>
      <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as typeof colorScheme)}>
        {SCHEMES.map(({ value, label, Drawing }) => (
          <Menu.RadioItem key={value} value={value} rightSection={<Drawing size={16} aria-hidden />}>
            {label}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
