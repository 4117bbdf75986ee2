import type { Summary } from "../../tiering/index.ts";
import { showAccounts } from "../state/filter.ts";
import { count } from "../words/format.ts";
import { FlowDiagram } from "./flow-diagram.tsx";

/** Who went where: tiers before by tiers after, darker where more moved. */
export function MigrationMap({ summary }: { readonly summary: Summary }) {
  const { migration, tiers } = summary;
  if (migration === null) return null;
  const rows = migration.map((_, at) => tiers[at] ?? String.fromCharCode(65 + at));
  const most = Math.max(1, ...migration.flatMap((row, from) => row.filter((_, to) => to !== from)));
  return (
    <section class="card" aria-labelledby="migration-title">
      <h3 id="migration-title">Migration</h3>
      <div class="migration">
        <table class="heat">
          <caption class="visually-hidden">
            Accounts by tier before (rows) and after (columns); a number opens its accounts.
          </caption>
          <thead>
            <tr>
              <td />
              {tiers.map((tier) => (
                <th key={tier} scope="col">
                  {tier}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {migration.map((row, from) => (
              <tr key={rows[from]}>
                <th scope="row">{rows[from]}</th>
                {row.map((accounts, to) => (
                  <td
                    key={tiers[to]}
                    class={cellClass(from, to, accounts)}
                    style={heat(from, to, accounts / most)}
                  >
                    <button
                      type="button"
                      disabled={accounts === 0}
                      onClick={() =>
                        showAccounts({
                          change: from === to ? "same" : "moved",
                          from: rows[from]!,
                          to: tiers[to]!,
                        })
                      }
                      aria-label={`${rows[from]} to ${tiers[to]}: ${count(accounts)} accounts`}
                    >
                      {count(accounts)}
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <FlowDiagram summary={summary} />
      </div>
      <p class="hint legend">
        Rows before, columns after:
        <span class="swatch up" aria-hidden="true" /> up <span class="swatch down" aria-hidden="true" /> down{" "}
        <span class="swatch same" aria-hidden="true" /> unchanged
      </p>
    </section>
  );
}

function cellClass(from: number, to: number, accounts: number): string {
  if (accounts === 0) return "none";
  return from === to ? "same" : to < from ? "up" : "down";
}

/** Shades follow the square root, so that a few moves are still seen beside many. */
function heat(from: number, to: number, part: number): Record<string, string> {
  return from === to ? {} : { "--heat": `${Math.round(Math.sqrt(Math.min(1, part)) * 100)}%` };
}
