import { describe, expect, it } from "vitest";
import type { Plan } from "../../tiering/index.ts";
import { historyOf } from "../../web/state/conversation.ts";
import type { Answered, Entry } from "../../web/state/model.ts";

const plan: Plan = {
  method: "hybrid",
  weights: { runway: 0.5, growth: 0.5, geo: 0, category: 0 },
  policy: {},
};
const answered: Answered = {
  kind: "answered",
  id: "2",
  status: "done",
  progress: null,
  reply: "Done.",
  interpretation: null,
  turn: { role: "assistant", content: "Done. Method: hybrid …", plan },
  scenario: null,
  aside: null,
  trouble: null,
};

describe("historyOf", () => {
  it("tells what was said, what was answered with its plan, and what was changed by hand", () => {
    const log: Entry[] = [
      { kind: "said", id: "1", text: "runway and growth" },
      answered,
      { kind: "adjusted", id: "3", plan, scenario: "x", how: "by hand" },
      { kind: "said", id: "4", text: "hm" },
      { ...answered, id: "5", status: "failed", turn: null },
    ];
    expect(historyOf(log)).toEqual([
      { role: "user", content: "runway and growth" },
      { role: "assistant", content: "Done. Method: hybrid …", plan },
      { role: "assistant", content: "Plan by hand: Hybrid · Runway 50 · Growth 50.", plan },
      { role: "user", content: "hm" },
    ]);
  });

  it("keeps the latest twenty turns: more than that the server refuses", () => {
    const log = Array.from({ length: 30 }, (_, at): Entry => ({ kind: "said", id: `${at}`, text: `${at}` }));
    expect(historyOf(log).map(({ content }) => content)).toEqual(log.slice(10).map(({ id }) => id));
  });

  it("tells the plan in force however many questions were asked since", () => {
    const questions = Array.from(
      { length: 30 },
      (_, at): Entry => ({ kind: "said", id: `${at}`, text: "?" }),
    );
    const turns = historyOf([{ kind: "said", id: "1", text: "runway and growth" }, answered, ...questions]);
    expect(turns).toHaveLength(20);
    expect(turns[0]).toEqual(answered.turn);
  });
});
