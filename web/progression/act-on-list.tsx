import { useState } from "preact/hooks";
import type { ProgressionList } from "../../tiering/index.ts";
import { address } from "../api/address.ts";
import { refuseProblem } from "../api/call.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { changePolicy } from "../state/planning.ts";
import { session } from "../state/session.ts";
import { accountsWords, count } from "../words/format.ts";

interface Props {
  readonly list: ProgressionList;
  readonly total: number;
  readonly where: readonly string[];
  /** True while another list than the one that is counted is on its way. */
  readonly waiting: boolean;
}

/** Makes a list part of the plan: its accounts keep their tier, or only they may move. */
export function ActOnList({ list, total, where, waiting }: Props) {
  const [done, setDone] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const act = async (field: "hold" | "scope") => {
    setBusy(true);
    setTrouble(null);
    try {
      const selector = [`id:${(await idsOf(list)).join("|")}`, ...where].join("&");
      const { hold = [] } = session.plan.value.policy;
      if (field === "hold") changePolicy({ hold: [...hold.filter((entry) => entry !== selector), selector] });
      else changePolicy({ scope: [selector] });
      setDone(
        field === "hold"
          ? `${accountsWords(total)} keep their tier from now on. Undo takes it back.`
          : `Only these ${accountsWords(total)} may move from now on. Undo takes it back.`,
      );
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setBusy(false);
  };
  return (
    <>
      <div class="account-actions">
        <button type="button" class="small" disabled={busy || waiting} onClick={() => void act("hold")}>
          Hold {total === 1 ? "it" : `all ${count(total)}`} in their tier
        </button>
        <button type="button" class="small" disabled={busy || waiting} onClick={() => void act("scope")}>
          Only {total === 1 ? "it" : `these ${count(total)}`} may move
        </button>
        <span role="status">{busy ? "Fetching the list…" : done}</span>
      </div>
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
    </>
  );
}

/** The IDs of a whole list, in its order. */
async function idsOf(list: ProgressionList): Promise<string[]> {
  const response = await fetch(address(`v1/progression.csv?list=${list}`), {
    headers: { accept: "text/csv" },
  });
  await refuseProblem(response);
  const rows = (await response.text()).split("\r\n").slice(1);
  return rows.flatMap((row) => {
    const [, quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^,]*)),/.exec(row) ?? [];
    const id = quoted?.replaceAll('""', '"') ?? plain;
    return id === undefined || id === "" ? [] : [id];
  });
}
