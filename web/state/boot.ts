import { signal } from "@preact/signals";
import type { Plan, RunNoteKind } from "../../tiering/index.ts";
import { openedBook } from "../api/address.ts";
import type { ColumnsAnswer, TiersAnswer } from "../api/answers.ts";
import type { BookReport } from "../api/books.ts";
import { getJson } from "../api/call.ts";
import { troubleOf } from "../api/problem.ts";
import { currency } from "../words/format.ts";
import { idleSignals } from "../words/percents.ts";
import { planFromQuery, planToQuery } from "../words/query.ts";
import { metBook, watchBook } from "./book-fate.ts";
import { sayAgain } from "./converse.ts";
import { followInBackground } from "./followed.ts";
import { followHistory, leaveOthersPlace, resumePlace } from "./history.ts";
import { meetHolds, withoutHolds } from "./kept-holds.ts";
import { remember, restore } from "./persistence.ts";
import { changePlan, runAgain } from "./planning.ts";
import { proveInBackground } from "./proving.ts";
import { shownScenario } from "./scenarios.ts";
import { current, session, update } from "./session.ts";
import { letIn } from "./sign-in.ts";
import { openBook } from "./upload.ts";

const RETRY_MS = 3000;

/** In the page's address: the book that was to be opened is no longer there. */
const GONE = "?gone";

/** Notes about signals that do not count on the book. */
const IDLE: readonly RunNoteKind[] = ["absent-signals", "constant-signals"];

/** Whether it is known who uses the page, and what this browser remembers is there: nothing that is done is lost to it. */
export const isOpen = signal(false);

/** Starts the page: what this browser remembers, what the book is, what the link asks for. */
export async function boot(): Promise<void> {
  const isIn = await letIn();
  const { plan: fresh } = current();
  if (isIn) {
    leaveOthersPlace();
    restore();
  }
  isOpen.value = true;
  if (!isIn) return;
  watchBook();
  const { plan: kept } = current();
  remember();
  followInBackground();
  proveInBackground();
  addEventListener("online", () => void reconnect());
  tellWhyAnother();
  await meetBook();
  await obeyWorkspace(fresh);
  resumePlace();
  const opened = openLink();
  followHistory(openLink);
  const last = shownScenario();
  if (opened) return;
  const { identity, plan } = current();
  // What was changed while the book was on its way runs by itself, and is what is wanted.
  if (plan !== kept) return;
  if (last !== null) update({ plan: last.plan, result: { plan: last.plan, summary: last.summary } });
  if (isUnfinished(plan, last?.plan ?? fresh)) return changePlan(plan);
  if (last !== null && last.book !== identity?.book.id && identity !== null) {
    update({ notice: "The book has changed since your last visit: the figures were computed anew." });
    runAgain();
  }
}

/** Whether a change by hand never ran, such as one that met the end of the session; words that were cut short wait. */
function isUnfinished(plan: Plan, before: Plan): boolean {
  const last = current().log.at(-1);
  const isCutShort = last?.kind === "answered" && last.status !== "done";
  const spell = (one: Plan) => planToQuery(withoutHolds(one)).toString();
  return !isCutShort && spell(plan) !== spell(before);
}

/** Asks for the workspace's holds; says where the plan that is shown obeys older ones. */
async function obeyWorkspace(fresh: Plan): Promise<void> {
  const { log, plan } = current();
  const last = shownScenario();
  try {
    const { holds, entries } = await meetHolds(
      last === null && log.length === 0 && !isUnfinished(plan, fresh),
    );
    const obeyed = last?.plan.policy.holds;
    if (last === null || obeyed === holds || (obeyed === undefined && entries.length === 0)) return;
    const which = obeyed === undefined ? "none of the workspace’s holds" : "earlier holds of the workspace";
    update({ notice: `The plan that is shown obeys ${which}: see “Workspace” for those of now.` });
  } catch {
    // A store that is away: the Workspace view says so; runs go on without it.
  }
}

/** Says why another book is open than was asked for. */
function tellWhyAnother(): void {
  if (location.search !== GONE) return;
  update({ notice: "The book that was open here was removed from the server: this is another one." });
  history.replaceState(history.state, "", location.pathname);
}

/** Asks for the book as it stands, until it is told. */
async function meetBook(): Promise<void> {
  try {
    const [{ summary, book, engine }, { columns }, { report }] = await Promise.all([
      getJson<TiersAnswer>("v1/tiers?method=baseline&limit=0"),
      getJson<ColumnsAnswer>("v1/columns"),
      getJson<{ readonly report: BookReport }>("v1/book"),
    ]);
    currency.value = report.currency;
    idleSignals.value = new Set(
      summary.notes.flatMap(({ kind, signals = [] }) => (IDLE.includes(kind) ? signals : [])),
    );
    metBook.value = book.id;
    update({ baseline: summary, identity: { book, engine }, columns, online: true, trouble: null });
  } catch (error) {
    const trouble = troubleOf(error);
    // An uploaded book that is gone: the server's own takes its place.
    if (trouble?.status === 404 && openedBook() !== null) return openBook(null, GONE);
    update({ trouble, online: trouble?.kind !== "connection" });
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
  update({ online: true, trouble: null });
  if (session.baseline.value === null) await meetBook();
  const { result, plan, log } = current();
  const last = log.at(-1);
  if (last?.kind === "answered" && last.trouble?.kind === "connection") return sayAgain(log.at(-2)?.id ?? "");
  if (result !== null && result.plan !== plan) runAgain();
}

/** Runs what the page's address spells; false where it spells nothing, or what is shown already. */
function openLink(): boolean {
  const query = new URLSearchParams(location.hash.slice(1));
  const plan = planFromQuery(query);
  if (plan === null || planToQuery(plan).toString() === shownScenario()?.id) return false;
  const [book, name, note, wish] = ["book", "name", "note", "wish"].map((field) => query.get(field));
  const { identity } = current();
  const told = [
    name && `“${name}”`,
    wish && `asked for with “${wish}”`,
    note && `with the note “${note}”`,
  ].filter(Boolean);
  const elsewhere =
    book && identity !== null && book !== identity.book.id
      ? " It was made on another book: the plan is the same, the figures are not."
      : "";
  if (told.length > 0 || elsewhere !== "") {
    update({ notice: `You opened a shared run${told.length > 0 ? ` ${told.join(", ")}` : ""}.${elsewhere}` });
  }
  update({ side: "result" });
  changePlan(plan, "opened", {
    ...(name ? { name, named: true } : {}),
    ...(note ? { note } : {}),
    wish: wish ?? null,
  });
  return true;
}
