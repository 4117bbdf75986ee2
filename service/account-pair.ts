import type { AnswerTable } from "../contract/chat.ts";
import { type AccountExplanation, formatCount, SIGNAL_NAMES, SIGNALS, tierWords } from "../tiering/index.ts";

type Pair = readonly [AccountExplanation, AccountExplanation];

/** Two accounts of a run side by side, in words and as a table. */
export function tellPair(pair: Pair): { readonly text: string; readonly table: AnswerTable } {
  const [one, other] = pair.map(nameOf) as [string, string];
  const index = (explained: AccountExplanation) => {
    const { of, rank, value } = explained.potentialIndex;
    return `${figure(value)} (rank ${formatCount(rank)} of ${formatCount(of)})`;
  };
  const widest = SIGNALS.map(
    (signal) => [signal, contribution(pair[0], signal), contribution(pair[1], signal)] as const,
  )
    .sort(([, a, b], [, c, d]) => Math.abs(c - d) - Math.abs(a - b))
    .filter(([, a, b]) => a !== b)[0];
  const apart =
    widest === undefined
      ? ""
      : ` What sets them apart most is ${SIGNAL_NAMES[widest[0]].toLowerCase()}: it adds ${figure(widest[1])} and ${figure(widest[2])}.`;
  const text = `${one} ${stands(pair[0])}, ${other} ${stands(pair[1])}. Potential index ${index(pair[0])} and ${index(pair[1])}.${apart}`;
  const row = (name: string, cell: (explained: AccountExplanation) => string | null) => [
    name,
    ...pair.map(cell),
  ];
  const rows = [
    row("Tier today", ({ previousTier }) => previousTier),
    row("Tier under this plan", ({ tier }) => tier),
    row("Potential index", index),
    ...SIGNALS.map((signal) =>
      row(SIGNAL_NAMES[signal], (explained) => figure(contribution(explained, signal))),
    ),
    row("Revenue", ({ inputs }) => amount(inputs.revenue.value)),
    row("Potential", ({ inputs }) => amount(inputs.potential.value)),
  ];
  const columns = ["Of", one, other].map((name) => ({ name, unit: "text" as const }));
  return { text, table: { columns, rows, total: rows.length } };
}

const nameOf = ({ id, name }: AccountExplanation): string =>
  name === null ? `Account ${id}` : `${name} (${id})`;

function stands({ previousTier, tier }: AccountExplanation): string {
  if (previousTier === null) return `is in ${tierWords(tier)}`;
  return previousTier === tier
    ? `stays in ${tierWords(tier)}`
    : `moves from ${tierWords(previousTier)} to ${tierWords(tier)}`;
}

/** What a signal adds to the potential index. */
const contribution = ({ signals }: AccountExplanation, signal: (typeof SIGNALS)[number]): number =>
  signals.find((each) => each.signal === signal)?.contribution ?? 0;

const figure = (value: number | null): string =>
  value === null ? "–" : String(Number(value.toPrecision(4))).replace("-", "−");

const amount = (value: number | null): string | null =>
  value === null ? null : formatCount(Math.round(value));
