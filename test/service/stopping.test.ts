import { describe, expect, it } from "vitest";
import { demoBook } from "../support/demo-book.ts";
import { longWork, watchGaps } from "../support/long-work.ts";

/** CPU milliseconds of each piece of work that are watched: enough to be past its preparation. */
const WATCHED = 250;
/** CPU milliseconds that may lie between two questions; the bar is 100 on a compiled kernel, these run cold. */
const MOST = 500;

const works = await longWork(await demoBook());

describe("work on 50,000 accounts", () => {
  it.each(works.filter(({ endedFromOutside }) => !endedFromOutside))(
    "$name asks often whether to stop, and ends as cancelled when told to",
    (work) => {
      // A machine with much else to do adds to a gap and takes nothing away: the shortest of three is the work's own.
      let watched = watchGaps(work, WATCHED);
      for (let again = 0; again < 2 && watched.longest >= MOST; again++) watched = watchGaps(work, WATCHED);
      const { longest, asked, told, ending } = watched;
      expect(longest).toBeLessThan(MOST);
      expect(asked).toBeGreaterThan(1);
      expect(ending).toBe(told ? "cancelled" : "done");
    },
  );
});
