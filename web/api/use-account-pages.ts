import { useEffect, useRef, useState } from "preact/hooks";
import type { AccountListAnswer } from "./answers.ts";
import { getJson } from "./call.ts";
import { type Trouble, troubleOf } from "./problem.ts";

/** Accounts that one request brings. */
const PAGE = 200;

/** One listed account: its cells by column. */
export type AccountRow = Readonly<Record<string, string | number | null>>;

/** A list of which the parts that were looked at are there. */
export interface AccountPages {
  /** What the list shown was asked with; the one before stays until the next has come. */
  readonly path: string | null;
  /** Null until the first page is there. */
  readonly total: number | null;
  rowAt(index: number): AccountRow | null;
  /** Sees to it that these rows come. */
  see(first: number, last: number): void;
  readonly trouble: Trouble | null;
  /** Asks anew after a trouble. */
  retry(): void;
}

interface Loaded {
  readonly path: string;
  readonly total: number;
  readonly rows: Map<number, AccountRow>;
}

/** The accounts at an address, a page at a time as they come into view; a path of null waits. */
export function useAccountPages(path: string | null): AccountPages {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [, redraw] = useState(0);
  const [tries, setTries] = useState(0);
  const asked = useRef(new Set<string>());

  const load = async (wanted: string, page: number, signal?: AbortSignal) => {
    const key = `${page} ${wanted}`;
    if (asked.current.has(key)) return null;
    asked.current.add(key);
    try {
      const offset = page * PAGE;
      return await getJson<AccountListAnswer>(`${wanted}&offset=${offset}&limit=${PAGE}`, signal);
    } catch (error) {
      asked.current.delete(key);
      setTrouble(troubleOf(error));
      return null;
    }
  };

  useEffect(() => {
    if (path === null) return;
    const left = new AbortController();
    asked.current.clear();
    setTrouble(null);
    void load(path, 0, left.signal).then((answer) => {
      if (answer === null || left.signal.aborted) return;
      const rows = new Map<number, AccountRow>();
      keep(rows, answer);
      setLoaded({ path, total: answer.total, rows });
    });
    return () => left.abort();
  }, [path, tries]);

  return {
    path: loaded?.path ?? null,
    total: loaded?.total ?? null,
    trouble,
    retry: () => setTries(tries + 1),
    rowAt: (index) => loaded?.rows.get(index) ?? null,
    see(first, last) {
      if (loaded === null || loaded.path !== path) return;
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
        if (loaded.rows.has(page * PAGE)) continue;
        void load(loaded.path, page).then((answer) => {
          if (answer !== null) keep(loaded.rows, answer);
          redraw((n) => n + 1);
        });
      }
    },
  };
}

function keep(rows: Map<number, AccountRow>, { offset, columns }: AccountListAnswer): void {
  const length = columns[0]?.cells.length ?? 0;
  for (let at = 0; at < length; at++) {
    rows.set(offset + at, Object.fromEntries(columns.map(({ name, cells }) => [name, cells[at] ?? null])));
  }
}
