import type { Plan, Signal, Summary } from "../../tiering/index.ts";
import type { AskAnswer, ColumnsAnswer, HistoryTurn, Identity, Told } from "../api/answers.ts";
import type { RunProgress } from "../api/follow.ts";
import type { Trouble } from "../api/problem.ts";

/** A result with the plan as it was asked (its summary holds the effective one). */
export interface Outcome {
  readonly plan: Plan;
  readonly summary: Summary;
}

/** A run that is kept: named, compared, shared. */
export interface Scenario extends Outcome {
  /** The plan's query: two runs of one plan are one scenario. */
  readonly id: string;
  readonly name: string;
  /** True once a person named it: it is never dropped to make room. */
  readonly named: boolean;
  /** What its author has to say of it; "" for nothing. */
  readonly note: string;
  /** The words that asked for it; null where it was made by hand. */
  readonly wish: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Id of the book it was computed on. */
  readonly book: string;
}

/** Something that was said. */
export interface Said {
  readonly kind: "said";
  readonly id: string;
  readonly text: string;
}

/** The answer to it. */
export interface Answered {
  readonly kind: "answered";
  readonly id: string;
  readonly status: "waiting" | "done" | "stopped" | "failed";
  readonly progress: RunProgress | null;
  readonly reply: string;
  readonly interpretation: Told | null;
  /** As the server wants it back. */
  readonly turn: HistoryTurn | null;
  readonly scenario: string | null;
  /** The answer to what was asked beside a run, without its bulk. */
  readonly aside: AskAnswer | null;
  readonly trouble: Trouble | null;
}

/** A plan that was changed by hand; later messages build on it. */
export interface Adjusted {
  readonly kind: "adjusted";
  readonly id: string;
  readonly plan: Plan;
  readonly scenario: string;
  readonly how: "by hand" | "undone" | "redone" | "opened";
  /** The plan before it; absent in what was kept by an earlier page. */
  readonly from?: Plan;
}

export type Entry = Said | Answered | Adjusted;

export const TABS = [
  "overview",
  "accounts",
  "frontier",
  "rules",
  "methods",
  "groups",
  "coverage",
  "progression",
  "scenarios",
  "workspace",
] as const;
export type Tab = (typeof TABS)[number];

/** All that the page shows. */
export interface Session {
  readonly identity: Identity | null;
  readonly columns: ColumnsAnswer["columns"];
  /** Number and letters of the tiers are the book's. */
  readonly baseline: Summary | null;
  readonly plan: Plan;
  readonly locked: readonly Signal[];
  readonly result: Outcome | null;
  /** True from a change of the plan until its result is shown. */
  readonly running: boolean;
  readonly trouble: Trouble | null;
  readonly online: boolean;
  readonly log: readonly Entry[];
  /** The message that is being edited, to be sent again in place of its old self. */
  readonly editing: string | null;
  readonly scenarios: readonly Scenario[];
  /** Ids of the scenarios in the order they were shown, for undo and redo. */
  readonly trail: readonly string[];
  /** Place in the trail of the one that is shown; −1 before there is one. */
  readonly at: number;
  readonly compared: readonly string[];
  readonly tab: Tab;
  /** What a narrow screen shows. */
  readonly side: "chat" | "result";
  /** The account whose panel is open. */
  readonly account: string | null;
  readonly notice: string | null;
}
