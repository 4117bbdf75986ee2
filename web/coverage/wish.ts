import { effect, signal } from "@preact/signals";
import { DEFAULT_COVERAGE_WEIGHTS } from "../../tiering/index.ts";
import { ownForce } from "../state/own-force.ts";
import { session } from "../state/session.ts";
import { ownForceOf, type Wish } from "./ask.ts";

/** What is asked; it outlives the tab. */
export const wish = signal<Wish>({
  own: null,
  weights: DEFAULT_COVERAGE_WEIGHTS,
  prove: null,
  singleGeo: null,
  apart: [],
  decisions: {},
});

/** The tiers of the book, highest first. */
export const tierNames = (): readonly string[] => session.baseline.peek()?.tiers ?? [];

// The conversation asks about the sellers that this tab shows.
effect(() => {
  const { own } = wish.value;
  ownForce.value = own === null ? null : ownForceOf(own, tierNames());
});
