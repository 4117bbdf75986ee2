import type { AccountListAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { columnOf } from "../state/book.ts";

/** Most accounts whose names are asked for together. */
const MOST = 200;

/** The names of accounts by their IDs, as far as the book has them. */
export function useNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const column = columnOf("name");
  const query = new URLSearchParams({
    method: "baseline",
    where: `id:${ids.slice(0, MOST).join("|")}`,
    columns: `ID,${column}`,
    limit: String(MOST),
  });
  const { answer } = useAnswers<AccountListAnswer>(
    column === null || ids.length === 0 ? [] : [`v1/accounts?${query}`],
  );
  const [own, named] = answer?.[0]?.columns ?? [];
  return new Map(own?.cells.map((id, at) => [String(id), String(named?.cells[at] ?? id)]));
}
