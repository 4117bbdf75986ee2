import type { TiersAnswer } from "../api/answers.ts";
import { getJson } from "../api/call.ts";
import { planFromQuery } from "../words/query.ts";
import type { Scenario } from "./model.ts";
import { scenarioOf, store } from "./scenarios.ts";
import { session } from "./session.ts";

/** What says that a file is one of ours. */
const KIND = "tiering-scenarios";

/** A scenario as a file keeps it: what was asked, never the figures, which the book gives again. */
interface FiledScenario {
  readonly name: string;
  readonly note: string;
  readonly wish: string | null;
  readonly query: string;
  readonly book: string;
}

/** The scenarios as the text of a file. */
export function writeScenarios(scenarios: readonly Scenario[]): string {
  const filed = scenarios.map(
    ({ name, note, wish, id, book }): FiledScenario => ({ name, note, wish, query: id, book }),
  );
  return `${JSON.stringify({ kind: KIND, version: 1, scenarios: filed }, null, 2)}\n`;
}

/** The scenarios that a file holds. @throws {Error} that says what was expected. */
export function readScenarios(text: string): FiledScenario[] {
  const expected = "expected a file that “Export” of this page wrote";
  let value: { readonly kind?: unknown; readonly scenarios?: unknown };
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    throw new Error(`This is no JSON; ${expected}.`);
  }
  if (value?.kind !== KIND || !Array.isArray(value.scenarios)) {
    throw new Error(`This file holds no scenarios; ${expected}.`);
  }
  return value.scenarios.map((filed: Partial<FiledScenario> | null, at) => {
    if (typeof filed?.query !== "string" || planFromQuery(new URLSearchParams(filed.query)) === null) {
      throw new Error(`Scenario ${at + 1} of the file spells no plan; ${expected}.`);
    }
    const text = (given: unknown) => (typeof given === "string" ? given : "");
    return {
      name: text(filed.name) || `Scenario ${at + 1}`,
      note: text(filed.note),
      wish: typeof filed.wish === "string" ? filed.wish : null,
      query: filed.query,
      book: text(filed.book),
    };
  });
}

/** Runs the scenarios of a file on the book that is open, and keeps them; says how it went. */
export async function importScenarios(text: string): Promise<string> {
  return bringIn(readScenarios(text));
}

/** Runs scenarios that came from elsewhere on the book that is open, and keeps them; says how it went. */
export async function bringIn(filed: readonly FiledScenario[]): Promise<string> {
  const kept: Scenario[] = [];
  const refused: string[] = [];
  for (const { name, note, wish, query } of filed) {
    const plan = planFromQuery(new URLSearchParams(query))!;
    try {
      const { summary, book } = await getJson<TiersAnswer>(`v1/tiers?${query}&limit=0`);
      kept.push(scenarioOf({ plan, summary }, { name, named: true, note, wish }, book.id));
    } catch (error) {
      refused.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  store(kept);
  const here = session.identity.value?.book.id;
  const elsewhere = filed.some(({ book }) => book !== "" && book !== here)
    ? " They were made on another book; the figures are this book’s."
    : "";
  const without = refused.length > 0 ? ` Without ${refused.join("; ")}` : "";
  return `${kept.length} of ${filed.length} scenarios imported.${elsewhere}${without}`;
}
