import { readConversation } from "../../prompts/conversation.ts";
import { interpretOffline } from "../../prompts/offline/interpret.ts";
import { faultsOf, readMessages } from "../support/messages.ts";
import { vocabulary } from "../support/vocabulary.ts";
import type { Report } from "./bench-line.ts";

export const title = "Prompts: offline interpreter";

/** Times every message of the sets by itself, and the longest message that is allowed. */
export async function run(report: Report): Promise<void> {
  for (const name of ["golden", "tuned", "held-out"]) {
    const messages = readMessages(name).map((expected) => ({
      expected,
      conversation: readConversation(expected.history ?? []),
    }));
    let right = 0;
    const times: number[] = [];
    for (let pass = 0; pass < 6; pass++) {
      right = 0;
      for (const { expected, conversation } of messages) {
        const start = performance.now();
        const meaning = interpretOffline(expected.message, conversation, vocabulary);
        // The first pass warms up.
        if (pass > 0) times.push(performance.now() - start);
        if (faultsOf(expected, meaning).length === 0) right++;
      }
    }
    report({
      name: `a message of the ${name} set`,
      ...spread(times),
      quality: `${right} of ${messages.length} understood`,
    });
  }
  const unit = "a bit more growth, 20% region; no more than 500 accounts in Westen Europe may mvoe tire ";
  const longest = unit.repeat(Math.ceil(4000 / unit.length)).slice(0, 4000);
  const times = Array.from({ length: 20 }, () => {
    const start = performance.now();
    interpretOffline(longest, readConversation([]), vocabulary);
    return performance.now() - start;
  });
  report({ name: "a message of 4,000 characters", ...spread(times) });
}

function spread(times: number[]): { medianMs: number; spreadMs: [number, number] } {
  times.sort((a, b) => a - b);
  return { medianMs: times[times.length >> 1] ?? 0, spreadMs: [times[0] ?? 0, times.at(-1) ?? 0] };
}
