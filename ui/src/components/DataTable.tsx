import { Box, Card, Group, Stack, Table, Text } from "@mantine/core";
import type { KeyboardEvent, ReactNode } from "react";
import classes from "./data-table.module.css";
import { useIsPhone } from "./PageHead";

export interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** Left out where it is not needed to understand the row. */
  wideOnly?: boolean;
  /** May be long, and breaks into lines. */
  wrap?: boolean;
}

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** By head; under the first one stands what it is the total of. */
  total?: Record<string, ReactNode>;
}

/** The first column names the row (and links to it). On a phone each row becomes a card. */
export function DataTable<Row>(props: Props<Row>) {
  return useIsPhone() ? <Cards {...props} /> : <Rows {...props} />;
}

function Rows<Row>({ caption, columns, rows, rowKey, total }: Props<Row>) {
  return (
    <Table.ScrollContainer type="native" minWidth={0} className={classes.frame}>
      <Table stickyHeader aria-label={caption} className={classes.table} onKeyDown={moveBetweenRows}>
        <Table.Thead>
          <HeadRow columns={columns} />
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <BodyRow key={rowKey(row)} columns={columns} row={row} />
          ))}
        </Table.Tbody>
        {total && (
          <Table.Tfoot>
            <TotalRow columns={columns} total={total} />
          </Table.Tfoot>
        )}
      </Table>
    </Table.ScrollContainer>
  );
}

function HeadRow<Row>({ columns }: Pick<Props<Row>, "columns">) {
  return (
    <Table.Tr>
      {columns.map((column) => (
        <Table.Th key={column.head} scope="col" data-numeric={column.numeric}>
          {column.head}
        </Table.Th>
      ))}
    </Table.Tr>
  );
}

function BodyRow<Row>({ columns, row }: Pick<Props<Row>, "columns"> & { row: Row }) {
  return (
    <Table.Tr>
      {columns.map((column, index) => (
        <Table.Td
          key={column.head}
          data-numeric={column.numeric}
          data-name={index === 0}
          data-wrap={column.wrap}
        >
          {column.cell(row)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function TotalRow<Row>({ columns, total }: Required<Pick<Props<Row>, "columns" | "total">>) {
  return (
    <Table.Tr>
      {columns.map((column) => (
        <Table.Td key={column.head} data-numeric={column.numeric}>
          {total[column.head]}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function Cards<Row>({ caption, columns, rows, rowKey, total }: Props<Row>) {
  const [name, ...others] = columns;
  return (
    <Stack component="ul" gap="sm" className={classes.cards} aria-label={caption}>
      {rows.map((row) => (
        <Card component="li" key={rowKey(row)} padding="md">
          <Box fw={550} mb="xs" className={classes.name}>
            {name?.cell(row)}
          </Box>
          {others
            .filter((column) => !column.wideOnly)
            .map(({ head, cell }) => (
              <CardLine key={head} head={head}>
                {cell(row)}
              </CardLine>
            ))}
        </Card>
      ))}
      {total &&
        others
          .filter(({ head }) => total[head])
          .map(({ head }) => (
            <Group component="li" key={head} justify="space-between" fw={600} px="md">
              <span>{name && total[name.head]}</span>
              <span>{total[head]}</span>
            </Group>
          ))}
    </Stack>
  );
}

/** Where a card has nothing to say under a head, the head is left out too. */
function CardLine({ head, children }: { head: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <Group justify="space-between" gap="lg" wrap="nowrap" py={2}>
      <Text size="sm" c="dimmed" flex="none">
        {head}
      </Text>
      <Text component="div" size="sm" ta="right" className={classes.name}>
        {children}
      </Text>
    </Group>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLTableElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !(event.target instanceof HTMLElement) || !event.target.matches("a")) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("tbody td:first-child a")];
  const next = links[links.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
