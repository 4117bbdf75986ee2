import { useEffect, useRef, useState } from "preact/hooks";
import type { Certificate, Summary } from "../../tiering/index.ts";
import type { TiersAnswer } from "../api/answers.ts";
import { followAnswer, type RunProgress } from "../api/follow.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { change, measure, share } from "../format.ts";
import { planToQuery } from "../plan/query.ts";
import { Icon } from "../shell/icon.tsx";
import { TroubleNote } from "../shell/trouble-note.tsx";
import { useSession } from "../state/session.ts";

/** The gap that branch and bound is asked to close. */
const TARGET = 0.001;

/** How far the run can be from the best possible one, and the way to a tighter proof. */
export function Proof({ summary }: { readonly summary: Summary }) {
  const plan = useSession((state) => state.result?.plan ?? null);
  const { certificate } = summary;
  if (certificate === null || plan === null) return null;
  const query = planToQuery(plan).toString();
  return <ProveIt key={query} query={query} certificate={certificate} />;
}

function Bound({ certificate }: { readonly certificate: Certificate }) {
  const { bound, gap, liftGap, proven, nodes } = certificate;
  return (
    <p class="hint bound">
      No plan under these rules can exceed <b>{measure(bound)}</b>, {share(gap, 2)} above this one: it has at
      least {share(1 - liftGap)} of the lift that is possible
      {proven ? `, proven by branch and bound over ${nodes} nodes` : ""}.
    </p>
  );
}

interface ProveItProps {
  readonly query: string;
  /** Of the run that is shown. */
  readonly certificate: Certificate;
}

/** Closes the gap by branch and bound, which takes seconds; the tiers shown stay as they are. */
function ProveIt({ query, certificate }: ProveItProps) {
  const [progress, setProgress] = useState<RunProgress | null>(null);
  const [proof, setProof] = useState<Certificate | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  const path = `${query}&prove=${TARGET}`;
  const prove = async () => {
    const controller = new AbortController();
    leaving.current = controller;
    setProgress({ phase: "Branch and bound", share: 0 });
    setTrouble(null);
    try {
      const response = await fetch(`v1/tiers?${path}&limit=0`, {
        headers: { accept: "text/event-stream" },
        signal: controller.signal,
      });
      const { summary } = await followAnswer<TiersAnswer, unknown>(response, { onProgress: setProgress });
      setProof(summary.certificate);
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setProgress(null);
  };
  if (proof !== null) {
    return <Proven proof={proof} value={certificate.value} csv={`v1/tiers.csv?${path}`} />;
  }
  return (
    <>
      <Bound certificate={certificate} />
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
      {progress === null && certificate.gap > TARGET && (
        <button type="button" class="small prove" onClick={() => void prove()}>
          Prove it to {share(TARGET)}
        </button>
      )}
      {progress !== null && (
        <div class="waiting">
          <progress value={progress.share} max={1} aria-label={progress.phase} />
          <button type="button" class="small" onClick={() => leaving.current?.abort()}>
            <Icon name="stop" /> Stop
          </button>
        </div>
      )}
    </>
  );
}

interface ProvenProps {
  readonly proof: Certificate;
  /** Composite of the run that is shown. */
  readonly value: number;
  /** Where the proof's own tiers are to be had. */
  readonly csv: string;
}

function Proven({ proof, value, csv }: ProvenProps) {
  const better = proof.value - value;
  return (
    <p class="bound" role="status">
      {proof.proven ? "Proven" : "As far as it went"}: nothing exceeds <b>{measure(proof.bound, 4)}</b> (
      {proof.nodes} nodes); the best found has {measure(proof.value, 4)}
      {better > 5e-5 ? (
        <>
          , {change(better, 4)} against the run shown. <a href={csv}>Its CSV</a>
        </>
      ) : (
        ", as the run shown"
      )}
      .
    </p>
  );
}
