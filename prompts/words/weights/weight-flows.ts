import { SIGNALS, type Signal } from "../../../tiering/index.ts";
import { type Clause, textOf } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { type Flow, type Flows, flowsOf } from "./flows.ts";
import type { SaidWeights } from "./said-weights.ts";
import type { StatedWeights } from "./stated-weights.ts";
import { sizeOf } from "./weight-directions.ts";
import { give, raisedBefore, type Taken, takenBefore } from "./weight-transfers.ts";

/**
 * Reads "take 5 points off runway and put them on category", "growth +10, half from geo, half from category": what goes
 * from signals to others, in one clause or several.
 * @returns how many clauses from `at` on say so
 */
export function readFlows(
  clauses: readonly Clause[],
  at: number,
  said: SaidWeights,
  stated: StatedWeights,
): number {
  const run: Flows[] = [];
  const flows: Flow[] = [];
  for (const clause of clauses.slice(at)) {
    const next = flowsOf(clause, flows.at(-1)?.signals ?? said.last);
    if (next === null) break;
    const ways = new Set(next.flows.map(({ way }) => way));
    const isWhole = new Set(flows.map(({ way }) => way)).size === 2;
    // Another transfer begins where this one is whole.
    if (isWhole ? ways.size === 2 || (ways.size === 1 && !ways.has(flows.at(-1)!.way)) : ways.size === 0)
      break;
    run.push(next);
    flows.push(...next.flows);
  }
  // "half runway, a quarter growth, the rest to geo": weights, and nothing is taken.
  const isShared = run.some(({ acts, rests }, k) => rests && !acts && (k > 0 || stated.stated.length > 0));
  const takes = clauses
    .slice(at, at + run.length)
    .some((clause) => TAKES.test(textOf(clause).replace(/^of the rest\b/u, "the rest")));
  if (isShared && !takes && run.every(({ acts }) => !acts)) return 0;
  const [from, to] = (["from", "to"] as const).map((way) => flows.filter((flow) => flow.way === way)) as [
    Flow[],
    Flow[],
  ];
  const size = sizeOf(clauses[at] as Clause);
  const done =
    from.length > 0 && to.length > 0
      ? pass(from, to, size, said, stated)
      : to.length > 0
        ? handOn(to, run, said, stated)
        : from.length > 0 && payFor(from, run, said, stated);
  if (!done) return 0;
  for (const clause of clauses.slice(at, at + run.length)) spend(clause.items, "a step");
  said.last = [...new Set((to.length > 0 ? to : from).flatMap(({ signals }) => signals))];
  return run.length;
}

const TAKES =
  /\b(?:of(?! (?:the )?(?:rest|remainder))|off|from|goes|go|comes|come|gives?|loses?|gains?|gets?)\b/u;

/** The signals of flows one by one, with what each of them loses or gains. */
const apart = (flows: readonly Flow[], total: number | null) =>
  flows.flatMap(({ amount, each, of, signals }) =>
    signals.map((signal) => ({
      signal,
      of,
      by:
        amount === null
          ? null
          : of === "own"
            ? amount
            : ((of === "all" ? (total ?? 0) : 1) * amount) / (each ? 1 : signals.length),
    })),
  );

const totalOf = (flows: readonly Flow[]): number | null =>
  flows.every(({ amount, of }) => amount !== null && of === "points")
    ? apart(flows, null).reduce((sum, { by }) => sum + by!, 0)
    : null;

/** From the ones to the others. */
function pass(
  from: readonly Flow[],
  to: readonly Flow[],
  size: number,
  said: SaidWeights,
  stated: StatedWeights,
): boolean {
  const losers = apart(from, totalOf(to));
  const gainers = apart(to, totalOf(from));
  const others = SIGNALS.filter((one) => !losers.some(({ signal }) => signal === one));
  const targets = to.some(({ signals }) => signals.length === 0)
    ? others
    : gainers.map(({ signal }) => signal);
  if (losers.some(({ signal }) => targets.includes(signal))) return false;
  replaceSteps(
    said,
    [...losers, ...gainers].map(({ signal }) => signal),
  );
  // "zero it, and split what geo had": of what it had before.
  for (const { signal } of losers.filter((one) => one.of === "own")) {
    said.levels.delete(signal);
    const none = stated.stated.findIndex((one) => one.signal === signal && one.amount.value === 0);
    if (none >= 0) stated.stated.splice(none, 1);
  }
  if (gainers.every(({ by }) => by === null)) {
    const taken = losers.map(
      ({ by, of, signal }): Taken =>
        of === "own"
          ? { by: by!, from: signal, of: "share" }
          : { by: by ?? size / losers.length, from: signal },
    );
    give(taken, targets, said);
    return true;
  }
  if (losers.every(({ by }) => by === null)) {
    for (const { by, signal } of gainers)
      for (const loser of losers)
        said.steps.push({ signal, by: (by ?? size) / losers.length, from: loser.signal });
    return true;
  }
  const left = losers.map(({ by }) => by ?? 0);
  for (const { by, signal } of gainers) {
    let open = by ?? 0;
    losers.forEach((loser, place) => {
      const part = Math.min(open, left[place]!);
      if (part <= 1e-9) return;
      said.steps.push({ signal, by: part, from: loser.signal });
      left[place]! -= part;
      open -= part;
    });
  }
  return true;
}

/** "give it to growth", "split them": what was taken before. */
function handOn(
  to: readonly Flow[],
  run: readonly Flows[],
  said: SaidWeights,
  stated: StatedWeights,
): boolean {
  const reduced = said.steps.some(({ by }) => by < 0) || said.scales.some(({ factor }) => factor < 1);
  // "halve category and put the rest on runway": what it no longer has.
  const passes = ({ acts, refers, rests }: Flows) =>
    refers ? reduced || !rests : rests && acts && reduced && stated.stated.length === 0;
  if (!run.some(passes)) return false;
  const taken = takenBefore(said, stated, said.last);
  const gainers = apart(
    to,
    taken.reduce((sum, { by }) => sum + by, 0),
  );
  const others = SIGNALS.filter((one) => !taken.some(({ from }) => from === one));
  if (taken.length === 0) return false;
  give(taken, gainers.length === 0 ? others : gainers.map(({ signal }) => signal), said);
  return true;
}

/** "half from geo, half from category": what was added before. */
function payFor(
  from: readonly Flow[],
  run: readonly Flows[],
  said: SaidWeights,
  stated: StatedWeights,
): boolean {
  if (run.some(({ acts, refers }) => acts && !refers)) return false;
  const raised = raisedBefore(
    said,
    stated,
    from.flatMap(({ signals }) => signals),
  );
  if (raised === null) return false;
  const losers = apart(from, raised.by);
  for (const { by, signal } of losers)
    said.steps.push({ ...raised, by: by ?? raised.by / losers.length, from: signal });
  return true;
}

/** What was said of them without a number gives way: "too much runway, take twenty off it". */
function replaceSteps(said: SaidWeights, signals: readonly Signal[]): void {
  for (const step of said.steps.filter(
    ({ exact, from, signal }) => exact !== true && from === null && signals.includes(signal),
  ))
    said.steps.splice(said.steps.indexOf(step), 1);
}
