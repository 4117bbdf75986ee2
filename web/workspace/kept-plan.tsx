import { useState } from "preact/hooks";
import {
  type Approval,
  advanceKept,
  type KeptScenario,
  type Step,
  withdrawKept,
} from "../api/kept-scenarios.ts";
import { showKept } from "../state/kept-scenarios.ts";
import { mayAct, sessionOf } from "../state/sign-in.ts";
import { day } from "../words/format.ts";
import { planName } from "../words/plan-words.ts";

interface Props {
  readonly scenario: KeptScenario;
  /** Id of the book that is open. */
  readonly book: string;
  /** Does something that changes the list. */
  onAct(work: () => Promise<unknown>): void;
  onRemove(): void;
}

/** A kept plan: its versions, what became of each on the book that is open, and the next step. */
export function KeptPlan({ scenario, book, onAct, onRemove }: Props) {
  const [latest, ...earlier] = scenario.versions;
  if (latest === undefined) return null;
  const isInForce = scenario.approvals.some(({ state }) => state === "in-force");
  const of = (version: KeptScenario["versions"][number]) => (
    <Version {...{ scenario, version, book, onAct }} key={version.version} />
  );
  return (
    <li>
      <div class="kept-head">
        <b>{scenario.name}</b>
        {mayAct(isInForce ? "admin" : "analyst") && (
          <button type="button" class="quiet small" onClick={onRemove}>
            Remove<span class="visually-hidden"> {scenario.name}</span>
          </button>
        )}
      </div>
      {of(latest)}
      {earlier.length > 0 && (
        <details>
          <summary>Earlier versions ({earlier.length})</summary>
          {earlier.map(of)}
        </details>
      )}
    </li>
  );
}

interface VersionProps extends Pick<Props, "scenario" | "book" | "onAct"> {
  readonly version: KeptScenario["versions"][number];
}

function Version({ scenario, version, book, onAct }: VersionProps) {
  const [failed, setFailed] = useState("");
  const open = scenario.approvals.filter(
    (approval) => approval.version === version.version && approval.state !== "ended",
  );
  const here = open.find((approval) => approval.book === book);
  const isOfOther = version.book !== book;
  const run = () =>
    void showKept(scenario, version).then(
      () => setFailed(""),
      (error: unknown) => setFailed(error instanceof Error ? error.message : String(error)),
    );
  return (
    <div class="kept-version">
      <p>
        Version {version.version} by {version.author}, {day(version.at)}
        <span class="hint">
          {" "}
          · {planName(version.plan)}
          {isOfOther && ` · made on another version of the book (${version.book.slice(0, 8)})`}
        </span>
      </p>
      {version.note !== "" && <p class="hint">{version.note}</p>}
      {open.map((approval) => (
        <Steps key={approval.book} approval={approval} book={book} />
      ))}
      <div class="kept-actions">
        <button type="button" class="small" onClick={run}>
          {isOfOther ? "Run it on this book" : "Show"}
          <span class="visually-hidden">
            {" "}
            {scenario.name}, version {version.version}
          </span>
        </button>
        <NextStep
          approval={here}
          name={`${scenario.name}, version ${version.version}`}
          onStep={(step) => onAct(() => advanceKept(scenario.id, version.version, step))}
        />
        {mayWithdraw(here) && (
          <button
            type="button"
            class="quiet small"
            onClick={() => onAct(() => withdrawKept(scenario.id, version.version))}
          >
            Withdraw
            <span class="visually-hidden">
              {" "}
              {scenario.name}, version {version.version}
            </span>
          </button>
        )}
      </div>
      {failed !== "" && (
        <p class="fault" role="alert">
          {failed}
        </p>
      )}
    </div>
  );
}

/** Whether whoever looks may take a proposal back: its author, or an admin. */
function mayWithdraw(approval: Approval | undefined): boolean {
  if (approval?.state !== "proposed" || !mayAct("analyst")) return false;
  return mayAct("admin") || sessionOf.value?.caller?.name === approval.proposed.by;
}

/** Who brought a version how far, and when. */
function Steps({ approval, book }: { readonly approval: Approval; readonly book: string }) {
  const { proposed, approved, inForce } = approval;
  const said = [
    ["Proposed", proposed],
    ["approved", approved],
    ["in force", inForce],
  ] as const;
  return (
    <p class="hint">
      {said.flatMap(([word, by]) => (by === null ? [] : [`${word} by ${by.by}, ${day(by.at)}`])).join(" → ")}
      {approval.book !== book && ` (on book ${approval.book.slice(0, 8)}, not on this one)`}.
    </p>
  );
}

const NEXT = {
  none: { step: "proposed", word: "Propose", role: "analyst" },
  proposed: { step: "approved", word: "Approve", role: "admin" },
  approved: { step: "in-force", word: "Put in force", role: "admin" },
} as const;

interface NextStepProps {
  readonly approval: Approval | undefined;
  readonly name: string;
  onStep(step: Step): void;
}

/** The button for the next step, or why there is none for whoever looks. */
function NextStep({ approval, name, onStep }: NextStepProps) {
  const state = approval?.state ?? "none";
  if (state === "in-force" || state === "ended") return null;
  const { step, word, role } = NEXT[state];
  const { caller, approvesOwn } = sessionOf.value ?? { caller: null, approvesOwn: true };
  if (!mayAct(role)) {
    return role === "admin" ? <span class="hint">An admin goes on from here.</span> : null;
  }
  if (state === "proposed" && !approvesOwn && caller?.name === approval?.proposed.by) {
    return <span class="hint">You proposed it: another admin approves it.</span>;
  }
  return (
    <button type="button" class="small primary" onClick={() => onStep(step)}>
      {word}
      <span class="visually-hidden"> {name}</span>
    </button>
  );
}
