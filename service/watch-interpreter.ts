import type { Interpreter } from "../prompts/index.ts";

/** How the model does: null where there is none or it answers, else why it does not. */
export interface ModelWatch {
  readonly interpreter: Interpreter;
  /** Name of the model; null where none is configured. */
  readonly model: string | null;
  /** Why the last message was not answered by the model; null where it was, or nothing was asked yet. */
  trouble(): string | null;
}

/** Watches an interpreter, and calls `onChange` whenever its model begins to fail, fails otherwise, or recovers. */
export function watchInterpreter(
  interpreter: Interpreter,
  onChange: (trouble: string | null) => void = () => undefined,
): ModelWatch {
  const { model } = interpreter.status();
  let trouble: string | null = null;
  const note = (now: string | null) => {
    if (model === null || now === trouble) return;
    trouble = now;
    onChange(now);
  };
  return {
    model,
    trouble: () => trouble,
    interpreter: {
      ...interpreter,
      async interpret(request) {
        try {
          const interpretation = await interpreter.interpret(request);
          // Without a call, and with a breaker that is closed, it was the message that kept us from asking.
          const asked = interpretation.attempts > 0 || interpreter.status().breaker !== "closed";
          if (asked) note(interpretation.fallback);
          return interpretation;
        } catch (error) {
          if (!request.signal?.aborted) note(error instanceof Error ? error.message : String(error));
          throw error;
        }
      },
    },
  };
}
