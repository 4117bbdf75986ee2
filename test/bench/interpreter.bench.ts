import { readConversation } from "../../prompts/conversation/conversation.ts";
import type { Vocabulary } from "../../prompts/index.ts";
import { interpretOffline } from "../../prompts/interpret-offline.ts";
import { bookOf } from "../support/book-vocabularies.ts";
import { faultsOf, readMessages } from "../support/messages.ts";
import { vocabulary } from "../support/vocabulary.ts";
import { type Ending, judge, readWholeMessages } from "../support/whole-plan.ts";
import { measure, type Report } from "./bench-line.ts";

export const title = "Prompts: offline interpreter";

/** Books that the time must not grow with. */
const LARGE: Vocabulary = {
  ...vocabulary,
  columns: [
    ...vocabulary.columns,
    { name: "District", values: Array.from({ length: 7000 }, (_, i) => `District ${i} of Somewhere`) },
    ...Array.from({ length: 300 }, (_, c) => ({
      name: `Attribute ${c}`,
      values: Array.from({ length: 20 }, (_, v) => `Label ${v} of ${c}`),
    })),
  ],
};

/** Times every message of the sets (each the median of nine), and the longest message that is allowed. */
export async function run(report: Report): Promise<void> {
  for (const name of ["golden", "tuned", "held-out"]) {
    const messages = readMessages(name);
    let right = 0;
    const times: number[] = [];
    for (const expected of messages) {
      const conversation = readConversation(expected.history ?? []);
      const interpret = () => interpretOffline(expected.message, conversation, vocabulary);
      times.push((await measure(interpret, { runs: 9, warmUps: 3 })).medianMs);
      if (faultsOf(expected, interpret()).length === 0) right++;
    }
    times.sort((a, b) => a - b);
    const medianMs = times[times.length >> 1] ?? 0;
    const spreadMs: [number, number] = [times[0] ?? 0, times.at(-1) ?? 0];
    const quality = `${right} of ${messages.length} understood`;
    report({ name: `a message of the ${name} set`, medianMs, spreadMs, quality });
  }
  for (const name of ["first-sixty", "second-sixty"]) {
    const endings: Record<Ending, number> = { right: 0, "said so": 0, silent: 0 };
    const messages = readWholeMessages(name);
    const judged = await measure(() => void messages.map((each) => judge(each, bookOf(each))), {
      runs: 3,
      warmUps: 1,
    });
    for (const each of messages) endings[judge(each, bookOf(each)).ending]++;
    const quality = `${endings.right} right, ${endings["said so"]} wrong but said so, ${endings.silent} silently wrong`;
    report({ name: `all ${messages.length} of the ${name}, whole plans`, ...judged, quality });
  }
  const unit = "a bit more growth, 20% region; no more than 500 accounts in Westen Europe may mvoe tire ";
  const longest = unit.repeat(Math.ceil(4000 / unit.length)).slice(0, 4000);
  const short = "growth first, hold Gold in Western Europe, and move at most 2 %";
  for (const [book, each] of [
    ["", vocabulary],
    [", 7,000 geographies and 300 text columns", LARGE],
  ] as const) {
    for (const [name, message] of [
      ["a message of 4,000 characters", longest],
      ["a message of 60 characters", short],
    ] as const) {
      const conversation = readConversation([]);
      const times = await measure(() => interpretOffline(message, conversation, each), {
        runs: 21,
        warmUps: 5,
      });
      report({ name: `${name}${book}`, ...times });
    }
  }
}
