import { useState } from "preact/hooks";
import type { CoverageBody } from "../../contract/coverage.ts";
import { followAnswer, type RunProgress } from "../api/follow.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { bodyWith, post } from "./covering.ts";

/** What was asked on its own, and how far it is. */
export interface Asked<T> {
  readonly answer: T | null;
  readonly progress: RunProgress | null;
  readonly trouble: Trouble | null;
}

/** A question about the coverage as wished that a button asks: its state, and the asking. */
export function useAsked<T>(path: string) {
  const [state, setState] = useState<Asked<T>>({ answer: null, progress: null, trouble: null });
  const ask = async (phase: string, more: Partial<CoverageBody>, accept = "text/event-stream") => {
    setState({ answer: null, progress: { phase, share: 0 }, trouble: null });
    try {
      const response = await post(path, bodyWith(more), accept);
      const answer = await followAnswer<T, unknown>(response, {
        onProgress: (progress) => setState((before) => ({ ...before, progress })),
      });
      setState({ answer, progress: null, trouble: null });
    } catch (error) {
      setState({ answer: null, progress: null, trouble: troubleOf(error) });
    }
  };
  return { ...state, ask };
}
