import type { Told } from "../api/answers.ts";

interface Props {
  readonly interpretation: Told;
  /** Why the answer before this one did without the model; the same reason is told once. */
  readonly toldBefore: string | null;
}

/** Without a key that is how it is, not a fault. */
const AS_SET_UP = /no language model is configured/;

/** Who turned the words into a plan, where that is news: a model that failed, or none from the start. */
export function Understanding({ interpretation, toldBefore }: Props) {
  const { attempts, fallback, cached } = interpretation;
  if (fallback !== null && AS_SET_UP.test(fallback)) {
    return fallback === toldBefore ? null : (
      <p class="hint">Read without a language model: short, plain sentences are understood best.</p>
    );
  }
  if (fallback !== null) {
    return fallback === toldBefore ? null : (
      <p class="understanding fallback">The model was not used: {fallback}</p>
    );
  }
  const tries = attempts > 1 ? `, at the ${ordinal(attempts)} attempt` : "";
  return (
    <p class="hint">
      Understood by the model{tries}
      {cached ? ", as before" : ""}
    </p>
  );
}

function ordinal(n: number): string {
  return n === 2 ? "second" : n === 3 ? "third" : `${n}th`;
}
