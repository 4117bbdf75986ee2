import { describe, expect, it } from "vitest";
import { DataError } from "../../data/errors.ts";
import { loadBook } from "../../data/load.ts";
import { memorySource } from "../../data/source.ts";
import { accountId } from "../../tiering/index.ts";
import { uniform } from "../tiering/support/random-book.ts";

/** Files in the gate; `FUZZ_FILES=10000` is the whole run. */
const FILES = Number(process.env.FUZZ_FILES ?? 600);

const random = uniform(20_261_126);
const below = (n: number) => Math.floor(random() * n);
const pick = <T>(of: readonly T[]): T => of[below(of.length)]!;
const chance = (p: number) => random() < p;

/** An amount of two decimals at most, or of `places`. */
function drawAmount(places: number): number {
  const whole = pick([0, below(10), below(1_000), below(1e6), below(1e9)]);
  const cents = pick([0, 0, below(100) / 100, below(10 ** places) / 10 ** places]);
  return (chance(0.1) ? -1 : 1) * Number((whole + cents).toFixed(3));
}

const STYLES = ["plain", "point", "comma", "space", "apostrophe", "german", "english"] as const;
type Style = (typeof STYLES)[number];
const MARKS: Readonly<Record<Style, readonly [group: string, decimal: string]>> = {
  plain: ["", "."],
  point: ["", "."],
  comma: ["", ","],
  space: [pick([" ", "\u00A0", "\u202F"]), ","],
  apostrophe: ["'", "."],
  german: [".", ","],
  english: [",", "."],
};

/** The amount in a style, with a currency, brackets or a magnitude now and then. */
function write(value: number, style: Style): string {
  const [group, decimal] = MARKS[style];
  const [whole, fraction] = String(Math.abs(value)).split(".") as [string, string | undefined];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const digits = fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
  const dressed = pick([digits, digits, digits, `${digits} €`, `$${digits}`, `USD ${digits}`, ` ${digits} `]);
  if (value >= 0) return dressed;
  return pick([`-${dressed.trim()}`, `(${dressed.trim()})`, `${digits}-`]);
}

function quoted(cell: string, delimiter: string): string {
  const needs = cell.includes(delimiter) || /["\r\n]/.test(cell) || cell !== cell.trim() || chance(0.1);
  return needs ? `"${cell.replaceAll('"', '""')}"` : cell;
}

interface Drawn {
  readonly bytes: Uint8Array;
  readonly written: ReadonlyMap<string, number>;
  readonly rows: number;
}

/** A file in a dialect of its own, and the amounts that were written, by ID. */
function drawFile(): Drawn {
  const delimiter = pick([",", ";", "\t", "|"]);
  const eol = pick(["\n", "\r\n", "\r"]);
  const encoding = pick(["utf-8", "utf-8", "bom", "utf-16le", "windows-1252"]);
  const style = pick(STYLES);
  // Where everyone writes in a style of their own, nobody can tell three decimals from thousands.
  const isMixed = chance(0.15);
  const places = isMixed ? 2 : 3;
  const rows = 2 + below(12);
  const written = new Map<string, number>();
  const header = ["ID", "MarketTier_FY26", "TotalRevenue_FY26", "PotentialRevenue_FY30", "Näme"];
  const lines = [...(chance(0.2) ? [["Report"], ["as of today"]] : []), header];
  for (let k = 0; k < rows; k++) {
    const id = `A${k}`;
    const value = drawAmount(places);
    written.set(id, value);
    const name = pick(["Müller", "x", 'say "hi"', "two\nlines", "", `a${delimiter}b`]);
    lines.push([id, pick(["A", "B", "Tier C"]), write(value, isMixed ? pick(STYLES) : style), "5", name]);
  }
  const text = lines.map((cells) => cells.map((cell) => quoted(cell, delimiter)).join(delimiter)).join(eol);
  const damaged = chance(0.25) ? damage(text) : text;
  return { bytes: encode(damaged, encoding), written, rows };
}

/** Quotes, line ends and cells where they do not belong. */
function damage(text: string): string {
  const at = below(text.length);
  return text.slice(0, at) + pick(['"', '"x', "\n", ",,", ";", "\t", "€"]) + text.slice(at + below(3));
}

function encode(text: string, encoding: string): Uint8Array {
  if (encoding === "utf-16le") return Buffer.from(`\uFEFF${text}`, "utf16le");
  if (encoding === "bom") return Buffer.from(`\uFEFF${text}`);
  // Latin-1 has no euro and no narrow blank: such a file stays in UTF-8.
  const isLatin = [...text].every((character) => character.charCodeAt(0) < 256);
  return Buffer.from(text, encoding === "windows-1252" && isLatin ? "latin1" : "utf8");
}

describe("files of every dialect", () => {
  it("read = accepted + rejected or one fatal message, and no amount is off by a power of ten", {
    timeout: 600_000,
  }, async () => {
    let loaded = 0;
    let undecided = 0;
    let right = 0;
    for (let k = 0; k < FILES; k++) {
      const { bytes, written } = drawFile();
      const book = await loadBook({ accounts: memorySource(`file-${k}`, bytes) }).catch((error: unknown) => {
        expect(error, `file ${k}`).toBeInstanceOf(DataError);
        if ((error as DataError).code === "undecidable-amounts") undecided++;
        return null;
      });
      if (k === Number(process.env.FUZZ_SHOW ?? -1)) console.info(Buffer.from(bytes).toString());
      if (book === null) continue;
      loaded++;
      const { input, accepted, rejected } = book.quality;
      expect(accepted + rejected).toBe(input);
      expect(accepted).toBe(book.n);
      for (let i = 0; i < book.n; i++) {
        const value = written.get(accountId(book, i));
        const got = book.revenue[i]!;
        // A damaged cell may hold other digits; what must not be is the same digits at another power of ten.
        if (value === undefined || got === value) right++;
        else expect(digitsOf(got), `file ${k}: wrote ${value}, read ${got}`).not.toBe(digitsOf(value));
      }
    }
    console.info(`${FILES} files: ${loaded} loaded, ${undecided} asked about, ${right} amounts as written`);
    expect(loaded).toBeGreaterThan(FILES / 2);
  });
});

/** An amount's digits without its power of ten. */
function digitsOf(value: number): string {
  return Math.abs(value)
    .toExponential(14)
    .replace(/e.*$/, "")
    .replace(/\.?0+$/, "");
}
