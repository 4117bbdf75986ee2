import { describe, expect, it } from "vitest";
import { choicesOf, mappingOf } from "../../web/books/choices.ts";

const MAPPING = {
  accounts: { Konto: "ID", Wallet: "PotentialRevenue" },
  signals: { runway: "Wallet", growth: "Trend" },
  sums: { TotalRevenue_FY2025: ["Q1", "Q2"] },
  units: { Wallet: 1000 },
};

describe("what columns are for, by the column", () => {
  it("tells signals, sums and order lines as well as accounts", () => {
    expect(choicesOf(MAPPING)).toEqual({
      Konto: "ID",
      Wallet: "PotentialRevenue",
      Trend: "signals.growth",
      Q1: "sums.TotalRevenue_FY2025",
      Q2: "sums.TotalRevenue_FY2025",
    });
    const lines = { transactions: { customer: "Kunde", date: "Datum", amount: "Betrag", yearStart: 1 } };
    expect(choicesOf(lines)).toMatchObject({ Kunde: "transactions.customer", Betrag: "transactions.amount" });
  });

  it("is the same mapping where nothing else is chosen", () => {
    expect(mappingOf(MAPPING, choicesOf(MAPPING))).toEqual(MAPPING);
    const lines = { transactions: { customer: "Kunde", date: "Datum", amount: "Betrag", yearStart: 1 } };
    expect(mappingOf(lines, choicesOf(lines))).toEqual(lines);
  });

  it("takes what a column was for from it where it is chosen for something else", () => {
    const { Wallet: _, Q1: __, ...others } = choicesOf(MAPPING);
    expect(mappingOf(MAPPING, { ...others, Trend: "signals.runway" })).toEqual({
      accounts: { Konto: "ID" },
      signals: { runway: "Trend" },
      sums: { TotalRevenue_FY2025: ["Q2"] },
      units: { Wallet: 1000 },
    });
    const lines = { transactions: { customer: "Kunde", date: "Datum", amount: "Betrag", yearStart: 1 } };
    const byHand = { Kunde: "ID", Betrag: "TotalRevenue" };
    expect(mappingOf(lines, byHand)).toEqual({ accounts: byHand });
  });
});
