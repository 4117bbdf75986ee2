import type { ColumnsAnswer, TiersAnswer } from "../api/answers.ts";
import { getJson } from "../api/call.ts";
import { troubleOf } from "../api/problem.ts";
import { planFromQuery } from "../plan/query.ts";
import { remember, restore } from "./persistence.ts";
import { changePlan, runAgain } from "./planning.ts";
import { rename } from "./scenarios.ts";
import { session } from "./session.ts";

const RETRY_MS = 3000;

/** Starts the page: what this browser remembers, what the book is, what the link asks for. */
export async function boot(): Promise<void> {
  restore();
  remember();
  addEventListener("hashchange", openLink);
  addEventListener("online", () => void reconnect());
  await meetBook();
  if (openLink()) return;
  const { scenarios, trail, identity } = session.get();
  const last = scenarios.find(({ id }) => id === trail.at(-1));
  if (last === undefined) return;
  session.set({ plan: last.plan, result: { plan: last.plan, summary: last.summary } });
  if (last.book !== identity?.book.id && identity !== null) {
    session.set({ notice: "The book has changed since your last visit: the figures were computed anew." });
    runAgain();
  }
}

/** Asks for the book as it stands, until it is told. */
async function meetBook(): Promise<void> {
  try {
    const [{ summary, book, engine }, { columns }] = await Promise.all([
      getJson<TiersAnswer>("v1/tiers?method=baseline&limit=0"),
      getJson<ColumnsAnswer>("v1/columns"),
    ]);
    session.set({ baseline: summary, identity: { book, engine }, columns, online: true, trouble: null });
  } catch (error) {
    const trouble = troubleOf(error);
    session.set({ trouble, online: trouble?.kind !== "connection" });
    if (trouble?.kind === "request") return;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    await meetBook();
  }
}

/** Looks whether the server is there again, and takes up where the page was. */
export async function reconnect(): Promise<void> {
  try {
    await getJson("livez");
  } catch {
    return;
  }
  session.set({ online: true, trouble: null });
  if (session.get().baseline === null) await meetBook();
  const { result, plan } = session.get();
  if (result !== null && result.plan !== plan) runAgain();
}

/** Runs what the page's address spells; false where it spells nothing, or what is shown already. */
function openLink(): boolean {
  const query = new URLSearchParams(location.hash.slice(1));
  const plan = planFromQuery(query);
  if (plan === null) return false;
  const { identity, trail } = session.get();
  const book = query.get("book");
  const name = query.get("name");
  query.delete("book");
  query.delete("name");
  if (query.toString() === trail.at(-1)) return false;
  if (book !== null && identity !== null && book !== identity.book.id) {
    session.set({
      notice: "This link was made on another book: the plan is the same, the figures are not.",
    });
  }
  session.set({ side: "result" });
  changePlan(plan, "opened");
  if (name !== null) nameOnceKept(query.toString(), name);
  return true;
}

function nameOnceKept(id: string, name: string): void {
  const leave = session.subscribe(() => {
    if (!session.get().scenarios.some((scenario) => scenario.id === id)) return;
    leave();
    rename(id, name);
  });
}
