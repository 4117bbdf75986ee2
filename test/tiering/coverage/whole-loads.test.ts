import { describe, expect, it } from "vitest";
import { wholeLoadRows } from "../../../tiering/index.ts";

/** Every way to load a seller with whole accounts, by number of each kind. */
function wholeLoads(uses: readonly number[], room = 1): number[][] {
  const [use, ...others] = uses;
  if (use === undefined) return [[]];
  const loads: number[][] = [];
  for (let n = 0; n * use <= room + 1e-9; n++) {
    for (const rest of wholeLoads(others, room - n * use)) loads.push([n, ...rest]);
  }
  return loads;
}

const most = (row: readonly number[], loads: readonly number[][]) =>
  Math.max(...loads.map((load) => load.reduce((sum, n, k) => sum + n * row[k]!, 0)));

const CAPACITIES = [
  [4.5],
  [4.5, 20],
  [6.75, 30],
  [7.5, 27.5],
  [2.5, 3.5, 5.5],
  [7.5, 13.75, 18.75],
  [3.3, 4.4, 5.5, 6.6],
];

describe("the rows of whole loads", () => {
  it("hold for every whole load, and each is reached by one", () => {
    for (const capacities of CAPACITIES) {
      const uses = capacities.map((capacity) => 1 / capacity);
      const loads = wholeLoads(uses);
      const rows = wholeLoadRows(uses);
      expect(rows.length, capacities.join()).toBeGreaterThan(0);
      for (const row of rows) expect(most(row, loads), capacities.join()).toBeCloseTo(1, 9);
    }
  });

  it("leave of a single kind what a seller can have in whole accounts", () => {
    for (const capacities of CAPACITIES) {
      const rows = wholeLoadRows(capacities.map((capacity) => 1 / capacity));
      capacities.forEach((capacity, k) => {
        const reach = Math.min(...rows.map((row) => 1 / row[k]!));
        expect(reach, `${capacity} of ${capacities}`).toBeCloseTo(Math.floor(capacity), 6);
      });
    }
  });

  it("are none where whole accounts fill every corner of the capacity already", () => {
    expect(wholeLoadRows([1 / 9, 1 / 40])).toEqual([]);
    expect(wholeLoadRows([1 / 60, 1 / 110, 1 / 260])).toEqual([]);
  });
});
