import { expect, it } from "vitest";
import { labelsAt } from "./labels";

const wordsOf = (places: [number, string][], bounds: [number, number]) =>
  labelsAt(
    places.map(([at, word]) => ({ at, word })),
    bounds,
  ).map(({ words }) => words.join(", "));

it("makes one of words that would lie on each other, and names each thing once", () => {
  const places: [number, string][] = [
    [60, "Grant"],
    [95, "Revocation"],
    [130, "End"],
    [131, "Grant"],
  ];
  expect(wordsOf(places, [56, 330])).toEqual(["Grant, Revocation, End"]);
  expect(wordsOf(places, [56, 330]).join("").match(/Grant/g)).toHaveLength(1);
});

it("leaves apart what has room", () => {
  expect(
    wordsOf(
      [
        [60, "Grant"],
        [300, "End"],
      ],
      [56, 330],
    ),
  ).toEqual(["Grant", "End"]);
});

it("keeps words within their bounds, though what they name is at the edge", () => {
  const [first, last] = labelsAt(
    [
      { at: 56, word: "Revocation" },
      { at: 330, word: "Revocation" },
    ],
    [56, 330],
  );
  expect(first!.left).toBe(56);
  expect(last!.right).toBe(330);
});
