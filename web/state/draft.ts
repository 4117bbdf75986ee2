import { signal } from "@preact/signals";
import type { Said } from "./model.ts";
import { update } from "./session.ts";

/** What is being written. */
export const draft = signal("");

/** Takes what was said back into the field, to say it in other words: at once, so that nothing typed meets it late. */
export function editAgain({ id, text }: Said): void {
  draft.value = text;
  update({ editing: id });
}

/** Gives up an edit, and what was written of it. */
export function giveUpEdit(): void {
  draft.value = "";
  update({ editing: null });
}
