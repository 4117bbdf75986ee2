import type { Signal } from "../../../tiering/index.ts";

const WHO = `they | customers | accounts | clients | companies | people | a customer | an account | the customer | the
    account | the customers | the accounts | the clients | our customers | our accounts | our clients | my
    accounts | my customers | it | he | someone | somebody | we | each customer | each account | an
    account | the business | their business`;

/** Sentence frames in which people speak of a signal without its name; `WHO` stands for the customer. */
const FRAMES: readonly [Signal, string][] = [
  [
    "geo",
    `where WHO are | where WHO is | where WHO sit | where WHO sits | where WHO live | where WHO lives | where
    WHO operate | where WHO operates`,
  ],
  [
    "geo",
    `where WHO are located | where WHO is located | where WHO are based | where WHO is based | where WHO come
    from | where WHO comes from | where WHO happen to be | where WHO do business | where WHO are on the
    map`,
  ],
  [
    "growth",
    `how fast WHO grow | how fast WHO grows | how fast WHO are growing | how fast WHO is growing | how fast WHO
    grew | how fast WHO have grown | how fast WHO expand | how fast WHO are expanding | how quickly WHO
    grow | how quickly WHO grows | how quickly WHO are growing | how quickly WHO is growing | how rapidly
    WHO grow | how rapidly WHO are growing | how much WHO grew | how much WHO grow | how much WHO have
    grown | how much WHO are growing | how well WHO are growing`,
  ],
  [
    "runway",
    `how much WHO could buy | how much WHO can buy | how much WHO could spend | how much WHO can spend | how
    much more WHO could buy | how much more WHO can buy | how much more WHO could spend | how much more
    WHO can spend | how much WHO could still buy | how much WHO can still buy | how much WHO can still
    grow | how much more WHO can grow | how much more WHO could grow | how much bigger WHO could get | how
    big WHO could get | how big WHO could become | how much WHO could be worth | what WHO could buy | what
    WHO could still buy | what WHO could be worth | what WHO might buy | what WHO might still buy | what
    WHO could spend | what WHO will buy | what WHO could become | what WHO have not bought yet | how much
    room WHO have | how much is left with WHO | how far WHO can grow | how far WHO could grow`,
  ],
  [
    "category",
    `what WHO do | what WHO does | what WHO make | what WHO sell | what WHO makes | what WHO produce | what
    business WHO are in | what business WHO is in | which business WHO are in | what industry WHO are in |
    what industry WHO is in | which industry WHO are in | which industry WHO is in | what sector WHO are
    in | which sector WHO are in | which sector WHO is in | which vertical WHO are in | what WHO do for a
    living | what line of work WHO are in | what field WHO are in | the business WHO are in | the industry
    WHO are in | the sector WHO are in`,
  ],
];

/** The frames spelt out, as phrases with their signal. */
export function framedPhrases(): [Signal, string][] {
  const who = alternatives(WHO);
  return FRAMES.flatMap(([signal, frames]) =>
    frames
      .split("|")
      .flatMap((frame) => who.map((word): [Signal, string] => [signal, frame.replace("WHO", word)])),
  );
}

function alternatives(list: string): string[] {
  return list.split("|").map((part) => part.trim().replace(/\s+/gu, " "));
}

/** Turns of speech whose words would mislead: they mean nothing for the weights. */
export const NOISE: readonly string[] =
  `not only, at once, all at once, in its place, in their place, as long as, so long as, provided that, not so fast, quick one, quick question, a quick one, as fast as possible, as quickly as possible, nothing fancy, nothing special, no pressure, no hurry, no idea, no clue, why do not we, why do not you, why do not i, could not we, can not we, should not we, would not it be, is
    not it, are not they, do not you think, on the first, on the 1st, on the second, on the 2nd, on the third,
    on the 3rd, on the 4th, last year, last quarter, last month, last week, last few years, last two years,
    next year, next quarter, next month, next week, first quarter, second quarter, third quarter, first half,
    second half, first time, first thing, at first, at first sight, at last, no doubt, no problem, no worries,
    not sure, why not, of course, in fact, by the way, in other words, at the end of the day, as you know, as
    we know, at the same time, more or less, so far, all in all, after all, the other day, kind of, sort of,
    right now, not yet, no rush, one more thing, once and for all, for the first time, second thoughts, on
    second thought, on second thoughts, last thing, no offence, not bad, not to mention, let alone, first
    name, all right, alright, at all, for once, i say, let us say, same time, this time, some time, same day,
    no time, the time being, rest assured, the rest of the team, rest of the year, the rest of the year, top
    of mind, over there, over time, over the years, over the last, over the next, over the past, over the
    coming, under way, after lunch, before lunch, before the meeting, after the meeting, before noon, before
    tomorrow, by tomorrow, by noon, plus or minus, the board wants, in the first place, as well as possible,
    as soon as possible, as much as possible, as far as possible, a lot of thanks, many thanks, much
    appreciated, very much, thanks a lot, thank you very much, more importantly, look like, looks like, little
    by little`
    .split(",")
    .map((phrase) => phrase.trim());
