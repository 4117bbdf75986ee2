import type { Interpretation } from "../contract/interpretation.ts";
import type { Interpreter } from "../prompts/index.ts";
import type { TaskRunner } from "./workers/pool.ts";
import type { TaskName } from "./workers/tasks.ts";

/** Is told of one task of the workers: when it begins after its wait, and how it ends. */
export interface TaskWatch {
  started(): void;
  /** @param error what it failed with; null where it did not */
  ended(error: unknown): void;
}

/** Is told of what happens, for whoever looks from outside; it never changes what happens. */
export interface Observer {
  onTask(task: TaskName): TaskWatch;
  /** A message is being read; the result is called with what came of it, or null where it failed. */
  onMessage(): (interpretation: Interpretation | null) => void;
  /** The configured book was read anew; `trouble` is why that failed or it was not taken, null where neither. */
  onRefresh(trouble: string | null): void;
}

/** A runner whose tasks observers are told of. */
export function observeTasks<R extends TaskRunner>(runner: R, observers: readonly Observer[]): R {
  if (observers.length === 0) return runner;
  return {
    ...runner,
    async perform(task, args, options = {}) {
      const watches = observers.map((observer) => observer.onTask(task));
      const onStart = () => {
        for (const watch of watches) watch.started();
      };
      try {
        const result = await runner.perform(task, args, { ...options, onStart });
        for (const watch of watches) watch.ended(null);
        return result;
      } catch (error) {
        for (const watch of watches) watch.ended(error);
        throw error;
      }
    },
  };
}

/** An interpreter whose messages observers are told of. */
export function observeInterpreter(interpreter: Interpreter, observers: readonly Observer[]): Interpreter {
  if (observers.length === 0) return interpreter;
  return {
    ...interpreter,
    async interpret(request) {
      const ends = observers.map((observer) => observer.onMessage());
      const tell = (interpretation: Interpretation | null) => {
        for (const end of ends) end(interpretation);
      };
      try {
        const interpretation = await interpreter.interpret(request);
        tell(interpretation);
        return interpretation;
      } catch (error) {
        tell(null);
        throw error;
      }
    },
  };
}
