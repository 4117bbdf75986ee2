import { type ReadonlySignal, signal } from "@preact/signals";
import { followGet, type RunProgress } from "../api/follow.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";

/** A long answer, or the way to it. */
export interface TaskState<T> {
  /** What was asked last; null before anything was. */
  readonly path: string | null;
  readonly progress: RunProgress | null;
  /** The answer to `path`, once it is there. */
  readonly answer: T | null;
  readonly trouble: Trouble | null;
}

/** One long question at a time; it outlives the view that asked. */
export interface Task<T> {
  readonly state: ReadonlySignal<TaskState<T>>;
  /** Asks, until there is an answer or none; what was on its way is given up. */
  start(path: string): Promise<void>;
  /** Gives up what is on its way. */
  stop(): void;
  /** Shows an answer that came another way. */
  show(path: string, answer: T): void;
}

/** A task over a GET that tells how far it has come by events. */
export function createTask<T>(): Task<T> {
  const idle: TaskState<T> = { path: null, progress: null, answer: null, trouble: null };
  const state = signal(idle);
  let leaving: AbortController | null = null;
  const stop = () => leaving?.abort();
  return {
    state,
    stop,
    start(path) {
      stop();
      const controller = new AbortController();
      leaving = controller;
      const told = (change: Partial<TaskState<T>>) => {
        if (leaving === controller) state.value = { ...state.value, ...change };
      };
      state.value = { ...idle, path, progress: { phase: "Starting", share: 0 } };
      return followGet<T>(path, (progress) => told({ progress }), controller.signal)
        .then((answer) => told({ answer, progress: null }))
        .catch((error: unknown) => told({ trouble: troubleOf(error), progress: null }));
    },
    show(path, answer) {
      stop();
      leaving = null;
      state.value = { ...idle, path, answer };
    },
  };
}
