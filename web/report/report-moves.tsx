import type { Movers, Summary } from "../../tiering/index.ts";
import { amount, count } from "../words/format.ts";
import { columnWords } from "../words/selector-words.ts";

interface Props {
  readonly summary: Summary;
  readonly movers: Movers;
}

/** Who moved: from which tier to which, and by the book's first grouping. */
export function ReportMoves({ summary: { migration, tiers }, movers }: Props) {
  return (
    <section>
      <h2>Who moves</h2>
      {migration !== null && (
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">From, to</th>
              {tiers.map((tier) => (
                <th key={tier} scope="col">
                  {tier}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {migration.map((row, from) => (
              <tr key={tiers[from]}>
                <th scope="row">{tiers[from]}</th>
                {row.map((accounts, to) => (
                  <td key={tiers[to]}>{count(accounts)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {movers.groups.length > 0 && (
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">{columnWords(movers.column ?? "")}</th>
              <th scope="col">Up</th>
              <th scope="col">Revenue up</th>
              <th scope="col">Down</th>
              <th scope="col">Revenue down</th>
            </tr>
          </thead>
          <tbody>
            {movers.groups.map(({ value, up, down }) => (
              <tr key={value}>
                <th scope="row">{value === "" ? "(blank)" : value}</th>
                <td>{count(up.accounts)}</td>
                <td>{amount(up.revenue)}</td>
                <td>{count(down.accounts)}</td>
                <td>{amount(down.revenue)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
