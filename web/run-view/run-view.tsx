import type { z } from "zod";
import { KPI_ROWS } from "../../contract/kpi-words.ts";
import type { retierOutput } from "../../contract/tools.ts";

type Ran = z.output<typeof retierOutput>;

const whole = (count: number) => count.toLocaleString("en");
const figure = (value: number | null | undefined) =>
  value === null || value === undefined ? "–" : value.toFixed(3);

/** Who moves, KPIs before and after, migration, rules: what a leader asks first. */
export function RunView({ run: { summary, moved } }: { readonly run: Ran }) {
  return (
    <>
      <h1>{headline(summary)}</h1>
      <Kpis summary={summary} />
      <Migration summary={summary} />
      <ul>
        {summary.rules.map(({ rule, limit, kept, accounts }) => (
          <li key={rule}>
            {kept ? "Kept" : `Broken by ${whole(accounts)} accounts`}: {rule.replaceAll("-", " ")} {limit}
          </li>
        ))}
        {summary.notes.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {moved.accounts.length > 0 && <Moved moved={moved} />}
    </>
  );
}

function headline({ moved, accounts }: Ran["summary"]): string {
  if (moved === null) return `${whole(accounts)} accounts tiered for the first time`;
  return `${whole(moved.count)} of ${whole(accounts)} accounts move: ${whole(moved.up)} up, ${whole(moved.down)} down`;
}

function Kpis({ summary: { kpis } }: { readonly summary: Ran["summary"] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">KPI</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {KPI_ROWS.map(({ key, label, name }) => (
          <tr key={key}>
            <th scope="row">
              {label} <small>{name}</small>
            </th>
            <td>{figure(kpis.before?.[key])}</td>
            <td>{figure(kpis.after[key])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Migration({ summary: { tiers, migration, distribution } }: { readonly summary: Ran["summary"] }) {
  const rows = migration ?? [distribution.after];
  return (
    <table>
      <caption>
        {migration === null ? "Accounts by tier" : "Accounts by tier before (rows) and after"}
      </caption>
      <thead>
        <tr>
          {migration !== null && <td />}
          {tiers.map((tier) => (
            <th key={tier} scope="col">
              {tier}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, from) => (
          <tr key={tiers[from]}>
            {migration !== null && <th scope="row">{tiers[from]}</th>}
            {row.map((count, to) => (
              <td
                key={tiers[to]}
                class={migration !== null && from !== to && count > 0 ? "moves" : undefined}
              >
                {whole(count)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Moved({ moved: { accounts, offset, total } }: Pick<Ran, "moved">) {
  return (
    <table>
      <caption>
        Moves {whole(offset + 1)} to {whole(offset + accounts.length)} of {whole(total)}
      </caption>
      <tbody>
        {accounts.map(({ id, previousTier, tier, reason }) => (
          <tr key={id}>
            <th scope="row">{id}</th>
            <td>
              {previousTier} → {tier}
            </td>
            <td class="reason">{reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
