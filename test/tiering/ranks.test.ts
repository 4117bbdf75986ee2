import fc from "fast-check";
import { expect, test } from "vitest";
import { descendingOrder, measure } from "../../tiering/index.ts";

const numbers = fc.array(
  fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, -0, 1, -1, 5e-324)),
  { maxLength: 60 },
);

test("the order descends by value, ties by index, −0 with 0", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const expected = values.map((_, i) => i).sort((a, b) => values[b]! - values[a]! || a - b);
      expect([...descendingOrder(Float64Array.from(values))]).toEqual(expected);
    }),
  );
});

test("centred ranks are average ranks minus (n + 1)/2", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const column = Float64Array.from(values, (value) => Math.max(-1e6, Math.min(1e6, value)));
      const { rank } = measure(column, column);
      column.forEach((value, i) => {
        const below = column.filter((other) => other < value).length;
        const equal = column.filter((other) => other === value).length;
        expect(rank[i]).toBe(below + (equal + 1) / 2 - (column.length + 1) / 2);
      });
    }),
  );
});
