import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { followAnswer, type RunProgress } from "../../web/api/follow.ts";
import { RequestError } from "../../web/api/problem.ts";

const STREAM = [
  ": alive\n\n",
  'event: plan\ndata: {"reply":"grün"}\n\n',
  'event: progress\r\ndata: {"phase":"Placing",\r\ndata: "share":0.5}\r\n\r\n',
  'id: 7\nevent: result\ndata: {"tiers":4}\n\n',
].join("");

/** An answer by events that arrives in chunks cut at these bytes. */
function answered(text: string, places: readonly number[] = []): Response {
  const bytes = new TextEncoder().encode(text);
  const ends = [...places.map((place) => place % bytes.length), bytes.length].sort((a, b) => a - b);
  const body = new ReadableStream({
    start(controller) {
      let start = 0;
      for (const end of ends) {
        controller.enqueue(bytes.subarray(start, end));
        start = end;
      }
      controller.close();
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } });
}

describe("followAnswer", () => {
  it("tells plan, progress and result wherever the chunks end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(200)), async (places) => {
        const plans: unknown[] = [];
        const progress: RunProgress[] = [];
        const answer = await followAnswer(answered(STREAM, places), {
          onPlan: (plan) => plans.push(plan),
          onProgress: (each) => progress.push(each),
        });
        expect(answer).toEqual({ tiers: 4 });
        expect(plans).toEqual([{ reply: "grün" }]);
        expect(progress).toEqual([{ phase: "Placing", share: 0.5 }]);
      }),
      { seed: 7 },
    );
  });

  it("takes an answer without events as its own result", async () => {
    expect(await followAnswer(Response.json({ method: "none" }), {})).toEqual({ method: "none" });
  });

  it("refuses a problem, whether it is the whole answer or its last event", async () => {
    const problem = { status: 422, title: "Not valid", detail: "the sum of the weights is 0" };
    const whole = Response.json(problem, { status: 422 });
    const late = answered(`event: error\ndata: ${JSON.stringify(problem)}\n\n`);
    for (const response of [whole, late]) {
      const error = await followAnswer(response, {}).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(RequestError);
      expect((error as RequestError).trouble).toMatchObject({ kind: "request", detail: problem.detail });
    }
  });

  it("says that the connection closed where the result was cut off", async () => {
    await expect(followAnswer(answered('event: result\ndata: {"tiers":4}'), {})).rejects.toThrow(TypeError);
  });
});
