import { columnKey } from "../column-key.ts";
import { looksLikeHeader } from "../match/synonyms.ts";
import { findHeader } from "./header.ts";
import type { SheetRow } from "./sheet-rows.ts";
import type { HeaderHints } from "./table-shape.ts";
import type { WorkbookSheet } from "./workbook.ts";

/** Filled rows of each sheet that are looked at. */
const LOOKED_AT = 45;
/** Sheets that are looked at. */
const MOST_SHEETS = 40;

/** How many known words in a header a column of numbers is worth. */
const AMOUNT_WORTH = 2;

interface Look {
  readonly sheet: WorkbookSheet;
  /** Names of its header that a mapping asks for, and those that headers have. */
  readonly asked: number;
  readonly known: number;
  /** Columns that hold numbers. */
  readonly numeric: number;
  /** True for a sheet of tiers that we wrote ourselves. */
  readonly isOwn: boolean;
  readonly isTable: boolean;
}

/**
 * The sheet to read where none is asked for: the one with most of the names that the mapping has; else the
 * largest one of tiers that we wrote ourselves; else the first of those with most words in the header that
 * headers have, one of numbers before one without, as a book needs an amount. Hidden sheets come last. O(rows looked at).
 */
export async function chooseSheet(
  sheets: readonly WorkbookSheet[],
  hints: HeaderHints,
): Promise<WorkbookSheet> {
  if (sheets.length === 1) return sheets[0]!;
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const looks: Look[] = [];
  for (const sheet of (visible.length > 0 ? visible : sheets).slice(0, MOST_SHEETS))
    looks.push(await lookAt(sheet, hints));
  const most = Math.max(...looks.map(({ asked }) => asked));
  const fitting = looks.filter(({ asked }) => asked === most);
  const own = fitting.filter(({ isOwn }) => isOwn).sort((a, b) => b.sheet.size - a.sheet.size);
  const worth = ({ known, numeric, isTable }: Look) =>
    isTable ? 1 + known + (numeric > 0 ? AMOUNT_WORTH : 0) : 0;
  const best = fitting.reduce((a, b) => (worth(b) > worth(a) ? b : a));
  return (own[0] ?? best).sheet;
}

async function lookAt(sheet: WorkbookSheet, hints: HeaderHints): Promise<Look> {
  const rows: SheetRow[] = [];
  for await (const row of sheet.rows()) {
    if (row.cells.some((cell) => cell !== "") && rows.push(row) === LOOKED_AT) break;
  }
  const at = findHeader(rows, hints);
  const names = (rows[at]?.cells ?? []).map(String).filter((name) => name !== "");
  const keys = new Set(names.map(columnKey));
  const asked = (hints.names ?? []).filter((name) => keys.has(columnKey(name))).length;
  const below = rows.slice(at + 1);
  const numeric = (rows[at]?.cells ?? []).filter(
    (_, k) => 2 * below.filter(({ cells }) => typeof cells[k] === "number").length > below.length,
  ).length;
  return {
    sheet,
    numeric,
    asked,
    known: names.filter(looksLikeHeader).length,
    isOwn: ["previoustier", "tier", "change"].every((name) => keys.has(name)),
    isTable: names.length > 1 && rows.length > at + 1,
  };
}
