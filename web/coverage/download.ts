import { followAnswer } from "../api/follow.ts";
import { troubleOf } from "../api/problem.ts";
import { rulesOf, rulesOfWish } from "./ask.ts";
import { bodyWith, covering, post } from "./covering.ts";
import { wish } from "./wish.ts";

/** Downloads the changes, or every account with its seller, or the workbook, with the decisions in force. */
export async function download(path: string, name: string): Promise<void> {
  const decisions = Object.values(wish.peek().decisions);
  try {
    const response = await post(
      path,
      bodyWith({ rules: { ...rulesOfWish(wish.peek()), ...rulesOf(decisions) } }),
      "*/*",
    );
    if (!response.ok) await followAnswer(response, {});
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) {
    covering.value = { ...covering.peek(), trouble: troubleOf(error) };
  }
}
