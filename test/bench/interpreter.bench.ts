import { readConversation } from "../../prompts/conversation.ts";
import { interpretOffline } from "../../prompts/words/interpret.ts";
import { faultsOf, readMessages } from "../support/messages.ts";
import { vocabulary } from "../support/vocabulary.ts";
import { measure, type Report } from "./bench-line.ts";

export const title = "Prompts: offline interpreter";

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
    report({
      name: `a message of the ${name} set`,
      medianMs,
      spreadMs,
      quality: `${right} of ${messages.length} understood`,
    });
  }
  const unit = "a bit more growth, 20% region; no more than 500 accounts in Westen Europe may mvoe tire ";
  const longest = unit.repeat(Math.ceil(4000 / unit.length)).slice(0, 4000);
  const conversation = readConversation([]);
  const times = await measure(() => interpretOffline(longest, conversation, vocabulary), {
    runs: 21,
    warmUps: 5,
  });
  report({ name: "a message of 4,000 characters", ...times });
}
