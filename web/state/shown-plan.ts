import { computed } from "@preact/signals";
import type { Plan } from "../../tiering/index.ts";
import { session } from "./session.ts";

/** The plan whose tiers are shown: before anything ran the book's own, whatever the plan to start from. */
export const shownPlan = computed<Plan>(
  () => session.result.value?.plan ?? { ...session.plan.value, method: "baseline" },
);
