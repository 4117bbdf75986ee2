import { expect, test } from "vitest";
import {
  featureKind,
  formatCount,
  formatDecimal,
  formatFeature,
  formatMoney,
  formatShare,
} from "../../../tiering/index.ts";

test("money reads with four digits and k, M, B or T", () => {
  expect([0, 950, 12_345, -4_724_665, 3.04e8, 1.855e9, 1.308e12].map(formatMoney)).toEqual([
    "0",
    "950",
    "12.35k",
    "-4.725M",
    "304M",
    "1.855B",
    "1.308T",
  ]);
});

test("KPIs have three decimals, small differences two digits, and nothing an exponent", () => {
  const values = [0, 0.58043, -0.0861, 0.00794, 0.000114, -2.34e-9];
  expect(values.map(formatDecimal)).toEqual([
    "0.000",
    "0.580",
    "−0.086",
    "0.0079",
    "0.00011",
    "−0.0000000023",
  ]);
  expect(formatFeature(3.61e-9, "geoShare")).toBe("0.000000361 %");
});

test("counts are grouped, shares have one decimal at most", () => {
  expect([7, 2500, 50_000, 1_234_567].map(formatCount)).toEqual(["7", "2,500", "50,000", "1,234,567"]);
  expect([0, 0.05, 0.8663, 1].map(formatShare)).toEqual(["0 %", "5 %", "86.6 %", "100 %"]);
});

test("the last seven features are derived, the others columns of the book", () => {
  const kinds = Array.from({ length: 9 }, (_, index) => featureKind(index, 9));
  expect(kinds.slice(0, 3)).toEqual(["column", "column", "geoTam"]);
  expect(kinds.slice(-3)).toEqual(["growth", "runway", "potentialIndex"]);
  expect(formatFeature(24.29, "growth")).toBe("24.29 %");
  expect(formatFeature(Number.NaN, "column")).toBe("undefined");
});
