import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface Props {
  readonly children: ComponentChildren;
  /** What it means, in a sentence or two. */
  readonly text: string;
}

/** A word that explains itself on a click, a tap or a key; it closes by itself. */
export function Explained({ children, text }: Props) {
  const id = useId();
  return (
    <>
      <button type="button" class="explained" popovertarget={id}>
        {children}
      </button>
      <span class="explanation" id={id} popover="auto">
        {text}
      </span>
    </>
  );
}
