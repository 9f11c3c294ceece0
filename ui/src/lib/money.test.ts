import { expect, it } from "vitest";
import {
  accrued,
  addUp,
  atHeight,
  decimal,
  halfEven,
  money,
  nanos,
  quantity,
  shown,
  sum,
  typedAmount,
} from "./money";

it.each([
  ["0.189999000", 189_999_000n],
  ["-0.000000001", -1n],
  ["9007199254740993.000000001", 9_007_199_254_740_993_000_000_001n],
])("reads %s to the nano and writes it back", (text, value) => {
  expect(nanos(text)).toBe(value);
  expect(decimal(value)).toBe(text);
});

it("refuses what is not an amount instead of guessing", () => {
  for (const text of ["", "1e3", "1,5", "NaN", "0.1234567890"]) expect(() => nanos(text)).toThrow();
});

it.each([
  ["0.005", 0n],
  ["0.005000001", 1n],
  ["0.015", 2n],
  ["0.025", 2n],
  ["0.024999999", 2n],
  ["0.035", 4n],
  ["-0.005", 0n],
  ["-0.015", -2n],
  ["-0.025", -2n],
  ["-0.025000001", -3n],
  ["9007199254740993.005", 900_719_925_474_099_300n],
])("rounds %s to the nearest cent, a half to the even one", (text, cents) =>
  expect(halfEven(nanos(text), nanos("0.01"))).toBe(cents),
);

it.each([
  ["0", "$0.00"],
  ["0.000000001", "< $0.01"],
  ["0.009999999", "< $0.01"],
  ["0.01", "$0.01"],
  ["0.015", "$0.02"],
  ["0.025", "$0.02"],
  ["12.485", "$12.48"],
  ["-12.475", "−$12.48"],
  ["-12.485", "−$12.48"],
  ["1234567.891", "$1,234,567.89"],
  ["-3", "−$3.00"],
  ["-0.004", "> −$0.01"],
])("shows the total %s as %s", (text, words) => expect(money(nanos(text))).toBe(words));

it.each([
  ["0.189999", "$0.19"],
  ["0.0068493", "$0.0068"],
  ["0.00005", "< $0.0001"],
  ["0.00015", "$0.0002"],
  ["0.00025", "$0.0002"],
  ["0", "$0.00"],
])("shows the rate %s as %s", (text, words) => expect(money(nanos(text), "rate")).toBe(words));

it("never lets a counter run ahead of the meter", () => {
  expect(money(nanos("0.439999999"), "counter")).toBe("$0.4399");
  expect(money(0n, "counter")).toBe("$0.0000");
});

it("shows a line of the books whole", () => {
  expect(money(nanos("-0.00000317"), "exact")).toBe("−$0.000003170");
});

it("tells the zeros that only keep columns aligned", () => {
  expect(shown(nanos("212.4"))).toEqual({ prefix: "", digits: "$212.4", zeros: "0" });
  expect(shown(nanos("5"))).toEqual({ prefix: "", digits: "$5", zeros: ".00" });
});

it("accrues rate times elapsed time, rounded down, and nothing before the start", () => {
  expect(accrued(nanos("0.36"), 10_000)).toBe(nanos("0.001"));
  expect(accrued(1n, 3_599_999)).toBe(0n);
  expect(accrued(nanos("0.36"), -5_000)).toBe(0n);
});

it("rounds rows so that they add up to the shown total", () => {
  const rows = [nanos("0.334"), nanos("0.333"), nanos("0.333"), nanos("-0.006")];
  const shares = addUp(rows);
  expect(sum(shares)).toBe(nanos("0.99"));
  expect(shares[0]).toBe(nanos("0.34"));
});

it.each([
  [["0.0025", "0.0025"], "0"],
  [["0.02", "0.005"], "0.02"],
  [["-0.02", "-0.005"], "-0.02"],
  [["-0.01", "-0.005"], "-0.02"],
])("rounds the total of %j to the even cent and the rows with it", (rows, total) => {
  const cent = nanos("0.01");
  const whole = addUp(rows.map(nanos)).filter((share) => share % cent === 0n);
  expect(sum(whole)).toBe(nanos(total));
});

it("reads the scale of a chart without rounding", () => {
  expect([0, 0.1 + 0.2, 0.025, 1250].map((height) => shown(atHeight(height), "exact").digits)).toEqual([
    "$0",
    "$0.3",
    "$0.025",
    "$1,250",
  ]);
});

it("says zero of exact zero only", () => {
  expect(addUp([nanos("0.0032"), 0n, nanos("299.9968")]).map((share) => money(share))).toEqual([
    "< $0.01",
    "$0.00",
    "$300.00",
  ]);
});

it("adds up for any rows", () => {
  let seed = 20261125;
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648);
  for (let round = 0; round < 200; round++) {
    const rows = Array.from({ length: 1 + (next() % 7) }, () => BigInt(next()) - 500_000_000n);
    const total = sum(rows);
    const cents = halfEven(total, nanos("0.01"));
    const shares = addUp(rows).filter((share) => share % 10_000_000n === 0n);
    expect(sum(shares)).toBe(cents * 10_000_000n);
  }
});

it.each([
  ["12.50", nanos("12.5")],
  ["$1,000", nanos("1000")],
  ["12.345", null],
  ["-1", null],
  ["", null],
  ["1,000", 1_000_000_000_000n],
  ["1,5", null],
  ["12,34.5", null],
])("understands the typed amount %j", (text, value) => expect(typedAmount(text)).toBe(value));

it("shows sizes without the zeros of the wire", () => {
  expect(quantity("4.000000000")).toBe("4");
  expect(quantity("3.750000000")).toBe("3.75");
  expect(quantity("100")).toBe("100");
});
