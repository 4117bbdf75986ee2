import { readFileSync } from "node:fs";
import { readConversation } from "../../prompts/conversation/conversation.ts";
import type { Meaning } from "../../prompts/index.ts";
import { interpretOffline } from "../../prompts/interpret-offline.ts";
import { readOffline } from "../../prompts/words/read.ts";
import { SIGNALS } from "../../tiering/index.ts";
import { bookOf } from "./book-vocabularies.ts";

type Name = "place" | "sector" | "tier";

/** A message that is read right, and what kind of wish it is. */
interface Base {
  readonly book: "demo" | "saas" | "insurer";
  readonly kind: string;
  /** `|` stands behind the accounts that it speaks of. */
  readonly message: string;
  /** Whether it begins with its verb. */
  readonly imperative?: boolean;
}

/** A phrase that changes what a message means. */
interface Modifier {
  readonly id: string;
  readonly family: string;
  /** Where a speaker would put it; `frame` and `imperative` hold the message at `{M}`. */
  readonly at: "end" | "comma" | "front" | "noun" | "frame" | "imperative";
  readonly text: string;
  /** How the plan may change, where a plan can say it; absent: it must be said. */
  readonly says?: string;
  /** Not looked at while the reader was built. */
  readonly held?: boolean;
}

interface Fixture {
  readonly books: Readonly<Record<string, Readonly<Record<Name, { said: string; selector: string }>>>>;
  readonly bases: readonly Base[];
  readonly modifiers: readonly Modifier[];
}

const FIXTURE = JSON.parse(
  readFileSync(new URL("../fixtures/messages/modifiers.json", import.meta.url), "utf8"),
) as Fixture;

/** How a message with a modifier ended: as the modifier says, said not to be understood, or lost. */
export type Fate = "meant" | "said" | "swallowed" | "misread";

/** A base with a modifier, and what became of it. */
export interface Played {
  readonly base: Base;
  readonly modifier: Modifier;
  readonly message: string;
  readonly fate: Fate;
  readonly got: Meaning;
}

/** The bases alone, as they are read. */
export function playBases(): { readonly message: string; readonly got: Meaning }[] {
  return FIXTURE.bases.map((base) => ({ message: plain(base), got: meaningOf(plain(base), base) }));
}

/** Every modifier with each of the bases that it fits, or with one in so many of them, another one for each modifier. */
export function playModified(one: { readonly in: number } = { in: 1 }): Played[] {
  return FIXTURE.modifiers.flatMap((modifier, m) =>
    FIXTURE.bases.flatMap((base, b) => {
      const made = (b + m) % one.in === 0 ? compose(base, modifier) : null;
      return made === null ? [] : [play(base, modifier, made)];
    }),
  );
}

const plain = ({ message }: Base) => message.replace("|", "");

const vocabularyOf = ({ book }: Base) => bookOf(book === "demo" ? {} : { book });

const meaningOf = (message: string, base: Base) =>
  interpretOffline(message, readConversation([]), vocabularyOf(base));

/** The message with the modifier, and where that stands in it. */
function compose(base: Base, { at, text }: Modifier) {
  const said = text.replace(
    /\{(place|sector|tier)\}/gu,
    (_, name: Name) => FIXTURE.books[base.book]?.[name].said ?? "",
  );
  const message = plain(base);
  // "runway above all, more than runway": nobody says that.
  if (/runway/u.test(text) && /runway/u.test(message)) return null;
  const noun = base.message.indexOf("|");
  const spans = (made: string, start: number, length = said.length) => ({
    message: made,
    spans: [[start, start + length] as const],
  });
  switch (at) {
    case "end":
      return spans(`${message} ${said}`, message.length + 1);
    case "comma":
      return spans(`${message}, ${said}`, message.length + 2);
    case "front":
      return spans(`${said}, ${message}`, 0);
    case "noun":
      return noun < 0
        ? null
        : spans(`${base.message.slice(0, noun)} ${said}${base.message.slice(noun + 1)}`, noun + 1);
    default: {
      if (at === "imperative" && base.imperative !== true) return null;
      const place = said.indexOf("{M}");
      const made = said.replace("{M}", message);
      const behind = place + message.length;
      return {
        message: made,
        spans: [[0, place] as const, [behind, made.length] as const].filter(([from, to]) => to > from),
      };
    }
  }
}

function play(base: Base, modifier: Modifier, made: NonNullable<ReturnType<typeof compose>>): Played {
  const { message, spans } = made;
  const vocabulary = vocabularyOf(base);
  const got = meaningOf(message, base);
  const { unread } = readOffline(message, readConversation([]), vocabulary);
  const named = unread.some(({ end, start }) => spans.some(([from, to]) => start < to && end > from));
  const asks = modifier.family === "question" || modifier.family === "hypothesis";
  const silent = got.method !== "none" || (got.ask !== null && !asks);
  const ended = (fate: Fate): Played => ({ base, modifier, message, fate, got });
  if (!silent || named) return ended("said");
  const alone = meaningOf(plain(base), base);
  if (got.method !== "none" && changesAs(base, modifier, alone, got)) return ended("meant");
  return ended(planText(got) === planText(alone) ? "swallowed" : "misread");
}

function planText({ method, policy, weights }: Meaning): string {
  return JSON.stringify([
    method,
    weights && SIGNALS.map((signal) => weights[signal].toFixed(3)),
    Object.entries(policy).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}

/** Whether a plan differs from the base's in the way that the modifier says. */
function changesAs(base: Base, { says = "" }: Modifier, alone: Meaning, got: Meaning): boolean {
  const same = planText(got) === planText(alone);
  const [what, name] = says.split(" ");
  const selector = FIXTURE.books[base.book]?.[name as Name]?.selector ?? "";
  const denied = selector.replace(":", "!:");
  const lists = JSON.stringify(got.policy);
  const { hold = [], scope = [], mayRise = [] } = got.policy;
  const before = alone.policy.hold ?? [];
  switch (what) {
    case "same":
      return same;
    case "other":
      return !same;
    case "hold":
      return hold.includes(selector) && before.every((entry) => hold.includes(entry));
    case "budget":
      return Math.abs((got.policy.maxMovedShare ?? 9) * vocabularyOf(base).n - Number(name)) < 0.01;
    case "over": {
      const { growth = 0, runway = 0, geo = 0 } = got.weights ?? {};
      return /growth|geo/u.test(base.message) && Math.max(growth, geo) > runway;
    }
    case "under": {
      const { growth = 0, runway = 0, geo = 0 } = got.weights ?? {};
      return /growth|geo/u.test(base.message) && Math.min(growth, geo) < runway;
    }
    case "without":
      if (same) return false;
      // Who is taken out of a hold is free to move; who is taken out of anything else is not.
      if (base.kind === "hold")
        return (
          hold.length > 0 && hold.every((entry) => entry.includes(`&${denied}`) || tierless(entry, selector))
        );
      if (base.kind === "fall")
        return (
          /none/u.test(JSON.stringify(alone.policy)) &&
          (lists.includes(`mayFall":["${selector}"`) || tierless(selector, denied))
        );
      return (
        [...scope, ...mayRise].some((entry) => entry.includes(denied) || tierless(entry, selector)) ||
        hold.includes(selector)
      );
    default:
      return false;
  }
}

/** "tier:A|B|C" leaves Tier D out. */
function tierless(entry: string, selector: string): boolean {
  return (
    selector.startsWith("tier:") &&
    entry.includes("tier:") &&
    !entry.split(/[:|&]/u).includes(selector.slice(5))
  );
}
