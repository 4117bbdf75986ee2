import { expect, test } from "vitest";
import { createBreaker } from "../../prompts/model/breaker.ts";

/** A breaker that opens at the second failure for a second, and its clock. */
function started() {
  const clock = { ms: 5_000 };
  const breaker = createBreaker(2, 1_000, () => clock.ms);
  const fail = () => {
    expect(breaker.enter()).toBe(true);
    breaker.fail();
  };
  return { breaker, clock, fail };
}

test("a new breaker is closed, lets any number of calls out at once, and has nothing to wait for", () => {
  const { breaker } = started();
  expect(breaker.state()).toBe("closed");
  expect([breaker.enter(), breaker.enter(), breaker.enter()]).toEqual([true, true, true]);
  expect(breaker.waitMs()).toBe(0);
});

test("failures in a row open it, for just its time; others in between do not", () => {
  const { breaker, clock, fail } = started();
  fail();
  breaker.enter();
  breaker.succeed();
  fail();
  expect(breaker.state()).toBe("closed");
  fail();
  expect(breaker.state()).toBe("open");
  expect(breaker.waitMs()).toBe(1_000);
  clock.ms += 999;
  expect(breaker.waitMs()).toBe(1);
  expect(breaker.enter()).toBe(false);
  clock.ms += 1;
  expect(breaker.state()).toBe("half-open");
  expect(breaker.waitMs()).toBe(0);
});

test("half-open it lets one probe out: a success closes it, a failure opens it anew", () => {
  const { breaker, clock, fail } = started();
  fail();
  fail();
  clock.ms += 1_000;
  expect(breaker.enter()).toBe(true);
  expect(breaker.enter()).toBe(false);
  expect(breaker.state()).toBe("half-open");
  breaker.fail();
  expect(breaker.state()).toBe("open");
  clock.ms += 1_500;
  expect(breaker.waitMs()).toBe(0);
  expect(breaker.enter()).toBe(true);
  breaker.succeed();
  expect(breaker.state()).toBe("closed");
  expect([breaker.enter(), breaker.enter()]).toEqual([true, true]);
  fail();
  expect(breaker.state()).toBe("closed");
});

test("a probe whose caller leaves says nothing: the next call is the probe", () => {
  const { breaker, clock, fail } = started();
  fail();
  fail();
  clock.ms += 1_000;
  expect(breaker.enter()).toBe(true);
  breaker.leave();
  expect(breaker.state()).toBe("half-open");
  expect(breaker.enter()).toBe(true);
  expect(breaker.enter()).toBe(false);
});

test("what another replica tells opens it until that time, after which one probe goes out; what is over or sooner changes nothing", () => {
  const { breaker, clock } = started();
  breaker.learn(clock.ms);
  breaker.learn(clock.ms - 1);
  expect(breaker.state()).toBe("closed");
  breaker.learn(clock.ms + 400);
  breaker.learn(clock.ms + 300);
  expect(breaker.state()).toBe("open");
  expect(breaker.waitMs()).toBe(400);
  expect(breaker.enter()).toBe(false);
  clock.ms += 400;
  expect(breaker.enter()).toBe(true);
  expect(breaker.enter()).toBe(false);
  breaker.succeed();
  expect(breaker.state()).toBe("closed");
  breaker.learn(clock.ms + 100);
  clock.ms += 100;
  expect(breaker.state()).toBe("half-open");
  expect([breaker.enter(), breaker.enter()]).toEqual([true, false]);
});

test("a later time that another replica tells keeps it open for longer than its own failures did", () => {
  const { breaker, clock, fail } = started();
  fail();
  fail();
  breaker.learn(clock.ms + 5_000);
  expect(breaker.waitMs()).toBe(5_000);
  clock.ms += 1_000;
  expect(breaker.enter()).toBe(false);
});

test("a success while others are still out closes it for all, and failures count anew", () => {
  const { breaker, fail } = started();
  fail();
  breaker.succeed();
  breaker.leave();
  fail();
  expect(breaker.state()).toBe("closed");
  fail();
  expect(breaker.state()).toBe("open");
});
