import { useEffect, useState } from "preact/hooks";
import type { Trouble } from "./problem.ts";
import { troubleOf } from "./problem.ts";
import { tiersOf } from "./table-source.ts";
import type { TierTable } from "./tier-table.ts";

/** A table on its way: the last one stays until the next has come. */
export interface Loading {
  readonly id: string | null;
  readonly table: TierTable | null;
  readonly trouble: Trouble | null;
}

/** All accounts of a run; an id of null waits. */
export function useTiers(id: string | null, rows: number): Loading {
  const [state, setState] = useState<Loading>({ id: null, table: null, trouble: null });
  useEffect(() => {
    if (id === null) return;
    let wanted = true;
    tiersOf(id, rows)
      .then((table) => wanted && setState({ id, table, trouble: null }))
      .catch((error: unknown) => wanted && setState((s) => ({ ...s, id, trouble: troubleOf(error) })));
    return () => {
      wanted = false;
    };
  }, [id, rows]);
  return state;
}
