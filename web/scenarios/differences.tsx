import { useTiers } from "../api/use-tiers.ts";
import { VirtualTable } from "../parts/virtual-table.tsx";
import type { Scenario } from "../state/model.ts";
import { update } from "../state/session.ts";
import { count } from "../words/format.ts";
import type { Found } from "./find-differences.ts";

interface Props {
  readonly first: Scenario;
  readonly second: Scenario;
  readonly differences: Found;
}

/** The accounts that two runs place differently. */
export function Differences({ first, second, differences }: Props) {
  const { rows, higher, lower } = differences;
  const one = useTiers(first.id, first.summary.accounts).table;
  const two = useTiers(second.id, second.summary.accounts).table;
  if (rows.length === 0) return <p>Both runs place every account in the same tier.</p>;
  return (
    <>
      <p>
        <b>{count(rows.length)}</b> accounts end in different tiers: {count(higher)} higher and {count(lower)}{" "}
        lower in “{second.name}”.
      </p>
      <VirtualTable
        label="Accounts that end in different tiers"
        class="differences"
        count={rows.length}
        listed={differences}
        head={["Account", "Before", "In the first", "In the second"].map((name) => (
          <th key={name} scope="col" class={name === "Account" ? "id" : ""}>
            {name}
          </th>
        ))}
        cells={(index) => {
          const at = rows[index]!;
          const id = one?.id[at] ?? "";
          return (
            <>
              <td>
                <button type="button" class="link" onClick={() => update({ account: id })}>
                  {id}
                </button>
              </td>
              <td>{one?.previous[at]}</td>
              <td>{one?.tier[at]}</td>
              <td>{two?.tier[at]}</td>
            </>
          );
        }}
      />
    </>
  );
}
