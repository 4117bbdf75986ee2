import type { Flow, MoverGroup } from "../../tiering/index.ts";
import { showAccounts } from "../state/filter.ts";
import { amount, count } from "../words/format.ts";

interface Props {
  readonly groups: readonly MoverGroup[];
  readonly by: keyof Flow;
  readonly column: string;
}

/** Who moves by the values of a column: down to the left, up to the right; a row opens its accounts. */
export function DivergingBars({ groups, by, column }: Props) {
  const most = Math.max(...groups.flatMap(({ up, down }) => [up[by] ?? 0, down[by] ?? 0]), 1e-9);
  const shown = (flow: Flow) => (by === "accounts" ? count(flow.accounts) : amount(flow[by] ?? 0));
  return (
    <ul class="diverging">
      {groups.map(({ value, accounts, up, down }) => (
        <li key={value}>
          <button
            type="button"
            onClick={() => showAccounts({ where: [`${column}:${value}`], change: "moved" })}
            title={`${value === "" ? "(blank)" : value}: ${count(accounts)} accounts`}
          >
            <span class="diverging-name">{value === "" ? "(blank)" : value}</span>
            <span class="diverging-down" style={{ "--part": `${((down[by] ?? 0) / most) * 100}%` }}>
              {shown(down)}
              <span class="visually-hidden"> down,</span>
            </span>
            <span class="diverging-up" style={{ "--part": `${((up[by] ?? 0) / most) * 100}%` }}>
              {shown(up)}
              <span class="visually-hidden"> up</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
