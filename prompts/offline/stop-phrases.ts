import type { MarkKind } from "./mark-words.ts";

/** Ways to say that something ends; a verb in -ing follows. */
const STOPS = `stop | stopped | stopping | quit | cease | ceased | give up | gave up | given up | give up on | gave up on | given up on | done | done with | finished |
    finished with | no more | enough of | tired of | sick of | fed up with`;
/** Ways to say so before a plain verb. */
const NO_LONGER = "no longer | not any longer | not any more | not anymore";

/** What ends, with what its end means: the verb as it stands behind "no longer", and in -ing behind "stop". */
const ENDED: readonly [MarkKind, string, string][] = [
  [
    "neg",
    `care about | care for | care | look at | consider | count | use | include | chase | worry about | bother with |
    bother about | think about | pay attention to | run after | go after | hunt for | hunt | factor in | want |
    need | believe in | play for | mind`,
    `caring about | caring for | looking at | considering | counting | using | including | chasing | worrying
    about | bothering with | bothering about | thinking about | paying attention to | running after | going
    after | hunting for | hunting | factoring in | taking into account | believing in | playing for`,
  ],
  [
    "less",
    `favour | favor | prioritise | prioritize | emphasise | emphasize | reward | push | weight | weigh | overweight
    | stress | boost | lean on | lean into | lean towards | bet on | double down on | obsess over | obsess
    about | focus on | concentrate on | prefer | value | rank by | optimise for | optimize for`,
    `favouring | favoring | prioritising | prioritizing | emphasising | emphasizing | rewarding | pushing |
    weighting | weighing | overweighting | stressing | boosting | leaning on | leaning into | leaning towards |
    betting on | doubling down on | obsessing over | obsessing about | obsessing with | focusing on |
    focussing on | focusing so much on | concentrating on | preferring | valuing | raising | increasing |
    putting emphasis on | putting weight on | putting so much weight on | putting so much emphasis on |
    being obsessed with | over indexing on | optimising for | optimizing for | relying on`,
  ],
  [
    "also",
    "ignore | neglect | forget | forget about | overlook | skip | underweight | disregard",
    `ignoring | neglecting | forgetting | forgetting about | overlooking | skipping | underweighting |
    disregarding | undervaluing`,
  ],
];

/** What is said behind a signal that has lost its weight. */
const LOST: readonly [MarkKind, string][] = [
  [
    "out",
    `no longer matters | no longer matter | no longer counts | no longer count | no longer important | is no longer
    important | are no longer important | no longer relevant | is no longer relevant | are no longer relevant
    | no longer interesting | no longer interests us | no longer of interest | is no longer of interest | no
    longer a factor | is no longer a factor | no longer plays a role | no longer play a role | is history |
    has had its day | stopped mattering | has stopped mattering | ceased to matter`,
  ],
  [
    "less",
    `no longer a priority | is no longer a priority | no longer the priority | is no longer the priority | no longer
    our priority | is no longer our priority | no longer a focus | is no longer a focus | no longer the focus
    | is no longer the focus | no longer our focus | is no longer our focus | no longer so important | is no
    longer so important | no longer as important | is no longer as important`,
  ],
  [
    "neg",
    `done with | be done with | finished with | enough about | had enough of | enough of | moving on from | nobody
    cares about | no one cares about`,
  ],
  [
    "less",
    `de prioritise | de prioritize | deprioritise | deprioritize | deprioritising | deprioritizing | de prioritising
    | de prioritizing | de stress | demote | relegate`,
  ],
];

/** Ways to ask that a signal keep its weight while others gain. */
const SPARING: readonly [string, string][] = [
  [
    "without | but without | not by | but not by",
    `hurting | harming | sacrificing | losing | losing sight of | compromising | damaging | giving up | giving up on
    | weakening | lowering | reducing | penalising | penalizing | abandoning | trading off`,
  ],
  ["while | whilst", "protecting | keeping | preserving | maintaining | holding | safeguarding | respecting"],
  ["while | whilst | but", "not hurting | not losing | not sacrificing | not giving up"],
  ["not | but not | never | but never", "at the expense of | at the cost of"],
];

/**
 * Phrases that end a wish ("stop caring about", "no longer prioritise") or bound another's ("without
 * hurting"), with the mark that each makes.
 */
export function stopPhrases(): [MarkKind, string][] {
  const ended = ENDED.flatMap(([mark, plain, going]) =>
    [...crossed(NO_LONGER, plain), ...crossed(STOPS, going)].map((phrase): [MarkKind, string] => [
      mark,
      phrase,
    ]),
  );
  const lost = LOST.flatMap(([mark, list]) =>
    words(list).map((phrase): [MarkKind, string] => [mark, phrase]),
  );
  const spare = SPARING.flatMap(([starts, ends]) =>
    crossed(starts, ends).map((phrase): [MarkKind, string] => ["spare", phrase]),
  );
  return [...ended, ...lost, ...spare];
}

function crossed(starts: string, ends: string): string[] {
  return words(starts).flatMap((start) => words(ends).map((end) => `${start} ${end}`));
}

function words(list: string): string[] {
  return list.split("|").map((part) => part.trim().replace(/\s+/gu, " "));
}
