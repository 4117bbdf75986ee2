import { useState } from "preact/hooks";
import type { AccountListAnswer } from "../api/answers.ts";
import { getJson } from "../api/call.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { selected, selectNone } from "../state/selection.ts";
import { count } from "../words/format.ts";
import { DecideForm } from "./decide-form.tsx";
import { DecisionCost } from "./decision-cost.tsx";

/** Most accounts that one decision takes: its plan still fits into an address. */
const MOST = 1_000;

interface Props {
  /** Address of the list. */
  readonly path: string;
  readonly total: number;
}

/** What can be done with the accounts that were ticked. */
export function AccountActions({ path, total }: Props) {
  const ids = [...selected.value];
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const selectAll = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      const { columns } = await getJson<AccountListAnswer>(withColumns(path, "ID", MOST));
      selected.value = new Set(columns[0]!.cells.map(String));
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setBusy(false);
  };
  return (
    <>
      {ids.length > 0 && <DecideForm ids={ids} onDecided={selectNone} onClear={selectNone} />}
      {total > 1 && total <= MOST && ids.length !== total && (
        <p>
          <button type="button" class="small" disabled={busy} onClick={() => void selectAll()}>
            Select all {count(total)}
          </button>
        </p>
      )}
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
      <DecisionCost />
    </>
  );
}

/** The same list with one column, from its beginning. */
function withColumns(path: string, columns: string, limit: number): string {
  const [route = "", query] = path.split("?");
  const asked = new URLSearchParams(query);
  asked.set("columns", columns);
  asked.set("limit", String(limit));
  return `${route}?${asked}`;
}
