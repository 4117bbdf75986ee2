import type { PhraseReading } from "../api/answers.ts";
import { partsOf } from "./parts-of-text.ts";

interface Props {
  readonly text: string;
  readonly readings: readonly PhraseReading[];
  /** Phrases that nothing came of. */
  readonly unread: readonly string[];
}

/** A message with its phrases marked by what became of them. */
export function MarkedText({ text, readings, unread }: Props) {
  return (
    <>
      {partsOf(text, readings, unread).map(({ text: part, kind, became }, at) =>
        kind === null ? (
          part
        ) : (
          <mark key={at} class={`phrase ${kind}`} title={became ?? "Nothing came of this."}>
            {part}
          </mark>
        ),
      )}
    </>
  );
}
