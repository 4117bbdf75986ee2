import { addKept, changeKept, type KeptScenario, listKept } from "../api/kept-scenarios.ts";
import { planToQuery } from "../words/query.ts";
import type { Scenario } from "./model.ts";
import { show } from "./planning.ts";
import { bringIn } from "./scenario-file.ts";
import { findScenario } from "./scenarios.ts";

/** Saves scenarios to the server, a changed one as a new version; says how it went, and where they are kept. */
export async function saveToServer(scenarios: readonly Scenario[]): Promise<string> {
  const there = await listKept();
  let [added, changed, same] = [0, 0, 0];
  const refused: string[] = [];
  for (const { name, note, wish, plan, id } of scenarios) {
    const kept = there.scenarios.find((each) => each.name === name);
    const latest = kept?.versions[0];
    try {
      if (kept === undefined || latest === undefined) {
        await addKept(name, { plan, note, wish });
        added++;
      } else if (planToQuery(latest.plan).toString() !== id || latest.note !== note) {
        await changeKept(kept.id, latest.version, { plan, note, wish });
        changed++;
      } else same++;
    } catch (error) {
      refused.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const parts = [
    `${added} saved`,
    ...(changed > 0 ? [`${changed} as a new version`] : []),
    ...(same > 0 ? [`${same} there already`] : []),
  ];
  const without = refused.length > 0 ? ` Without ${refused.join("; ")}` : "";
  return `${parts.join(", ")}.${without}${there.notice === null ? "" : ` ${there.notice}`}`;
}

/** Runs the scenarios that the server keeps, the latest version of each, on the book that is open; says how it went. */
export async function loadFromServer(): Promise<string> {
  const { scenarios } = await listKept();
  if (scenarios.length === 0) return "The server keeps no scenarios yet.";
  return bringIn(
    scenarios.flatMap(({ name, versions: [latest] }) => {
      if (latest === undefined) return [];
      const { note, wish, book, plan } = latest;
      return [{ name, note, wish, book, query: planToQuery(plan).toString() }];
    }),
  );
}

/** Runs a version of a kept scenario on the book that is open, and shows it. @throws {Error} that says why it cannot be run */
export async function showKept(
  { name }: KeptScenario,
  version: KeptScenario["versions"][number],
): Promise<void> {
  const { plan, note, wish, book } = version;
  const query = planToQuery(plan).toString();
  const told = await bringIn([{ name, note, wish, book, query }]);
  if (findScenario(query) === null) throw new Error(told);
  show(query);
}
