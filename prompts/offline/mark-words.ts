/** What a phrase does in a wish, beside naming a signal. */
export type MarkKind =
  | "neg" // what follows is left out
  | "out" // what stands before is left out
  | "only" // what follows (or stands before) is all that counts
  | "nothing-else" // all that is unnamed is left out
  | "except"
  | "strong"
  | "weak"
  | "mild" // more than a little, less than a plain wish
  | "faint" // hardly counts
  | "slight" // size of a "more" or "less"
  | "much"
  | "more"
  | "less"
  | "too-much" // less of it than now
  | "first"
  | "second"
  | "third"
  | "next"
  | "last"
  | "rest"
  | "even"
  | "each"
  | "all"
  | "as" // "as important as"
  | "twice"
  | "triple"
  | "quadruple"
  | "halve"
  | "times"
  | "over" // what stands before outweighs what follows
  | "under" // what follows outweighs what stands before
  | "instead" // what follows is replaced by what stands before (or what comes later)
  | "favour" // in favour of: more of what follows
  | "also"
  | "spare" // what follows keeps its weight while others gain
  | "same" // refers to the plan in force
  | "default"
  | "reset"
  | "and"
  | "but"
  | "with"
  | "to"
  | "by"
  | "from"
  | "wish" // a verb that asks for something
  | "run"; // a verb or noun that asks for a run

/** The phrases of each mark, separated by commas; the longest phrase at a place wins. */
export const MARK_WORDS: Readonly<Record<MarkKind, string>> = {
  neg: `not, no, never, without, ignore, ignores, ignoring, forget, forget about, skip, skipping, drop, dropping,
    exclude, excluding, leave out, leaving out, leave aside, leave off, disregard, disregarding, omit,
    omitting, neglect, remove, removing, kill, kick out, cut out, throw out, take out, strip out, rule out,
    scratch, zero, zero out, zero weight on, zero weight for, zero weight to, no weight on, no weight for, no
    weight to, no emphasis on, no focus on, no regard for, no regard to, without regard to, without regard
    for, regardless of, irrespective of, do not care about, does not care about, do not care, not care about,
    not care for, not worry about, do not worry about, not bother with, not bother about, never mind,
    nevermind, not interested in, no interest in, could not care less about, could not care less, pay no
    attention to, no attention to, set aside, put aside, not consider, do not consider, not count, do not
    count, not look at, do not look at, stop considering, stop counting, do not include, not include, do not
    use, not use, do not want, not want, do not need, not need, no need for, not focus on, do not focus on,
    nor, neither, minus, sans, eliminate, turn off, switch off, disable, get rid of, not about, nothing about,
    away with, do away with, forget all about, not pay attention to, do not pay attention to, do not weigh, do
    not weight, do not factor in, not factor in`,
  out: `counted for nothing, did not matter, did not count, were out, was out, were ignored, was ignored, gone, be
    gone, is gone, is not something, is not what we, is not what i, is not a priority, is not a concern, is
    not our thing, is not for us, not needed, is not needed, not wanted, is not wanted, not required, is dead,
    none, nil, off, has no bearing, no bearing, plays no part, play no part, no part, no say, no influence, no
    impact, no effect, no place, no value, no meaning, no relevance, no significance, makes no sense, does
    nothing for us, is a distraction, is overrated, overrated, out, out of the equation, out of consideration,
    out of the mix, out of the calculation, out of the model, out of account, aside, irrelevant, is
    irrelevant, are irrelevant, does not matter, do not matter, does not count, do not count at all, not
    matter, is not important, are not important, not important, unimportant, not relevant, is not relevant, no
    role, plays no role, play no role, should play no role, does not play a role, not play a role, makes no
    difference, make no difference, does not make a difference, is out, are out, can go, is not a factor, not
    a factor, of no interest, of no importance, of no concern, no concern, immaterial, insignificant,
    meaningless, negligible, does not interest us, does not interest me, not interesting, counts for nothing,
    count for nothing, off the table, out of the picture, out of scope, be ignored, is ignored, left out, be
    left out, be skipped, be dropped, be excluded, excluded, ignored, means nothing, should not matter, should
    not count, should not play a role, who cares about, is noise, are noise, at zero, to zero, out of it, can
    be ignored, need not matter, bears no weight, gets nothing, gets no weight, get no weight, get nothing`,
  only: `nothing other than, nothing except, nothing besides, nothing apart from, no other than, only, solely,
    purely, exclusively, nothing but, entirely, alone, pure, strictly, sole, all on, all the weight on, all
    weight on, all of the weight on, all the weight to, all weight to, full weight on, all emphasis on, all
    the emphasis on, all points on, all about, it is all about, all of it on, everything on, put everything
    on, 100 on, completely, single factor, wholly, the only thing that matters is, only thing that matters is,
    the only thing`,
  "nothing-else": `nothing else, nothing else counts, nothing else matters, ignore the rest, ignore everything else, ignore
    all else, ignore the others, ignore all others, ignore all the others, forget the rest, forget everything
    else, forget the others, forget about the rest, skip the rest, drop the rest, drop the others, disregard
    the rest, disregard everything else, no others, not the others, the others do not matter, others do not
    matter, the rest does not matter, rest does not matter, the rest do not matter, nothing more, and that is
    it, that is it, that is all, the rest is irrelevant, the rest is noise, the rest zero, rest zero, rest at
    zero, others zero, everything else zero, everything else is irrelevant, everything else is noise,
    everything else out, zero for the rest, zero for everything else, zero for the others, none of the others,
    none of the rest, never mind the rest, without the rest, without the others, no other factor, no other
    factors, no other signal, no other signals, do not care about the rest, do not care about anything else,
    do not care about the others, leave out the rest, leave the rest out, everything else does not matter`,
  except: `except, except for, other than, apart from, aside from, but not, everything but, all but, anything but,
    save for, excepting`,
  strong: `heavily, heavy, strongly, strong, mostly, mainly, primarily, primary, predominantly, principally, chiefly,
    largely, massively, massive, hugely, huge, above all, above all else, above everything, above everything
    else, over all, most of all, most, the most, most important, most importantly, matters most, matter most,
    counts most, count most, key, is key, king, is king, critical, crucial, vital, essential, paramount,
    decisive, central, dominant, dominate, dominates, should dominate, top priority, number one priority,
    highest priority, maximum, max, maximise, maximize, maximally, biggest, greatest, big, very, really,
    extremely, super, all in on, all in, more than anything, more than anything else, more than everything,
    before anything else, particularly, especially, overwhelmingly, vastly, lots of, plenty of, a lot of,
    absolutely, is everything, the thing, is the thing, is where it is at, is what counts, is what matters, tons of, majority,
    the majority, lion share, high, highly, higher than anything, very high, main driver, number one factor,
    bulk, the bulk, full focus, core, drive, drives, driven, driver, should drive, lead, leads, leading,
    should lead, main, a must, must have, big time, deciding factor, decides, bet on, double down on`,
  weak: `slightly, lightly, light, little, a little, a bit, bit, a bit of, a little bit, a little bit of, a touch,
    touch, a touch of, a tad, a tad of, tad, a dash, a dash of, a pinch of, a hint of, a sprinkle of, a
    smidge, a smidgen of, minor, marginally, marginal, small, a small amount of, nice to have, nice to haves,
    is nice to have, secondary, secondarily, a fraction, only a little, only a bit, only slightly, just a
    little, just a bit, just a touch of, light weight, a lesser extent, to a lesser extent, to a lesser degree`,
  mild: `somewhat, some, mildly, mild, moderately, moderate, medium, modest, modestly, to some extent, fairly,
    average, a fair bit, reasonable, reasonably, in between, middling, normal importance`,
  faint: `barely, barely matters, barely counts, hardly, hardly matters, hardly counts, scarcely, less important, of
    less importance, low priority, lower priority, lowest priority, not much, not that important, not so
    important, not very important, not too important, is not that important, is not so important, is not very
    important, does not matter much, does not matter that much, does not matter so much, matters little, go
    light on, go easy on, easy on, go easy, light on, low, low weight, small weight, limited, background, a
    side note, afterthought, an afterthought, tie breaker, tiebreaker, at the margin, not really important,
    not overly important, do not overdo, keep low, minimise, minimize, minimal, to a minimum`,
  slight: `slightly, a bit, a little, a little bit, a touch, a tad, bit, somewhat, marginally, a notch, notch, a
    smidge, just a bit, just a little, fractionally, gently, a shade, a hair`,
  much: `much, a lot, lots, far, way, significantly, substantially, considerably, considerable, dramatically,
    drastically, strongly, a great deal, massively, hugely, a whole lot, plenty, a good deal, by a lot`,
  more: `more, increase, increasing, boost, boosting, raise, raising, bump, bump up, crank up, up the, turn up,
    dial up, ramp up, push up, push, amplify, strengthen, higher, heavier, bigger, greater, extra, additional,
    more of, stronger, beef up, step up, scale up, grow the weight of, up, lift, enhance, intensify, upweight,
    up weight, not enough, too little, needs more, deserves more, add more, give more, put more, should matter
    more, matter more, matters more, mattered more, count more, counts more, counted more, weigh more, weighs
    more, weighed more`,
  less: `less, decrease, decreasing, reduce, reducing, lower, lowering, cut, cut back, cut back on, cut down, cut
    down on, turn down, dial down, dial back, tone down, scale back, scale down, bring down, shrink, weaken,
    smaller, lighter, fewer, diminish, trim, down, downweight, down weight, down play, downplay, de emphasise,
    de emphasize, deemphasise, deemphasize, soften, ease off, ease off on, ease up on, relax, not so much, not
    as much, not that much, matter less, matters less, mattered less, count less, counts less, counted less,
    weigh less, weighs less, take down, pull back, pull back on`,
  "too-much": `too much, too many, too high, too heavy, too strong, overweighted, overweight, over weighted, too
    dominant, overemphasised, overemphasized, excessive`,
  first: `first, firstly, 1st, first of all, first and foremost, foremost, top, on top, at the top, top of the list,
    priority, priorities, number one, no 1, come first, comes first, goes first, come out on top, comes out on
    top, to start, start with, starting with, starts with, begin with, beginning with, initially, ahead of
    everything, before everything`,
  second: `second, secondly, 2nd, number two, runner up, second place, in second place, comes second, come second`,
  third: `third, thirdly, 3rd, number three, comes third, come third, fourth, fourthly, 4th`,
  next: `then, next, after that, afterwards, after which, followed by, thereafter, subsequently, then comes, and
    then, after`,
  last: `last, lastly, finally, least, at last, comes last, come last, bottom, at the bottom, at the end, least
    important, the least, last of all, least of all, matters least, counts least, bringing up the rear`,
  rest: `rest, the rest, remainder, the remainder, remaining, the remaining, everything else, all else, others, the
    others, all others, all the others, the other two, the other three, other two, other three, what is left,
    whatever is left, what remains, whatever remains, balance, the balance, left over, leftover, leftovers,
    the other signals, other signals, the other factors, other factors, the other weights, anything else, the
    other ones, other ones, the other, each of the others, remaining weight, the remaining weight, the
    remaining ones, the remaining two, the remaining three, all the rest, all of the rest`,
  even: `do not favour anything, do not favor anything, not favour anything, not favor anything, no preference, no
    preferences, no favourites, no favorites, no particular preference, do not prefer any, do not prefer
    anything, equal, equally, evenly, even, equal weight, equal weights, equal shares, equally important, the
    same weight, same weight, equally weighted, same weights for, the same for, uniform, uniformly, alike,
    balanced, balance everything, balance all, balance it, balance them, half and half, all the same, the
    same, in equal parts, equal parts, in equal measure, split, share equally, share evenly, shared equally,
    shared evenly, shared between, shared among, shares equally, divide, divided, side by side, same
    importance, the same importance, equal importance, on a par, on par, neutral, flat weights, evenly
    balanced, flat`,
  each: `each, apiece, per signal, for each, for each of them, each of them, each one, to each, each of the four,
    every one, every signal`,
  all: `all, all four, all of them, everything, all signals, all factors, all weights, every signal, the four, all
    the signals, all the weights, the four signals, all four signals, all kpis, all the factors, all criteria`,
  as: `as important as, just as important as, equally important as, equal to, the same weight as, same weight as,
    as much as, as much weight as, as strongly as, as heavily as, as high as, on a par with, on par with, the
    same as, matters as much as, as relevant as, equals, as big as, is as important as, are as important as,
    as well as being equal to`,
  twice: `twice, double, doubles, doubling, doubled, two times, 2 fold, twofold`,
  triple: `triple, thrice, treble, tripled, threefold`,
  quadruple: `quadruple, fourfold`,
  halve: `halve, halving, halved, cut in half, cut by half, half as`,
  times: `times, x, ×`,
  over: `over, before, ahead of, above, outweigh, outweighs, should outweigh, beat, beats, trump, trumps, more
    than, more important than, is more important than, are more important than, matters more than, matter more
    than, counts more than, count more than, greater than, bigger than, higher than, prior to, outrank,
    outranks, stronger than, heavier than, weigh more than, weighs more than, in favour of, in favor of, is
    better than, preferred to, preferable to, goes before, comes before, come before, takes precedence over,
    has priority over, >, >>`,
  under: `less than, less important than, is less important than, are less important than, matters less than, matter
    less than, counts less than, below, behind, after, lower than, smaller than, weaker than, comes after, <`,
  instead: `instead of, rather than, in place of, as opposed to, in lieu of, and not, not`,
  favour: `in favour of, in favor of, towards, toward, into, for the benefit of`,
  also: `should not be ignored, must not be ignored, not be ignored, not be forgotten, not be neglected, keep an
    eye on, keep in mind, do not lose sight of, bear in mind, not only, not just, do not forget, do not forget
    about, not forget, do not ignore, not ignore, do not skip, do not drop, without forgetting, without
    ignoring, without neglecting, do not neglect, not neglect, also, too, as well, in addition, additionally,
    add, adding, include, including, plus, bring in, mix in, take into account, factor in, bring back, on top
    of that, throw in`,
  spare: "but protect, but preserve, but keep some",
  same: `leave the rest as is, leave everything else, leave the rest, leave the others, keep the rest, keep the
    others, keep everything else, do not change anything else, do not touch anything else, not change anything
    else, not touch anything else, the rest stays, everything else stays, the rest unchanged, everything else
    unchanged, the rest the same, everything else the same, the others the same, the same settings, same
    settings as before, the same plan, the same thing, same thing, the same setup, the same run, the same
    again, same as last, another round, one more round, what we had, what we did, what we used, what i had,
    same, again, as before, like before, before, previous, previously, last time, as last time, like last
    time, repeat, rerun, re run, once more, one more time, redo, unchanged, keep, keep the weights, keep it,
    keep everything, same weights, the same weights, same weights as before, same as before, the same as
    before, same as last time, same plan, same settings, same again, the last plan, last plan, last run, the
    last one, last one, previous plan, previous weights, previous run, the previous one, earlier, as is, stay,
    still, current weights, the current, as it was, as they were, leave the weights, like that, that again, as
    earlier, current plan, existing weights, those weights, these weights, that plan, the weights as they are,
    hold the weights, stick with, stick to, another run, another time, as usual`,
  default: `default, defaults, the default, default weights, standard, standard weights, the standard, usual weights,
    normal weights, published weights, out of the box, factory settings, the usual, initial weights, original
    weights`,
  reset: `reset, start over, start again, start afresh, start from scratch, from scratch, clean slate, begin again,
    fresh start, clear everything, wipe, scrap everything`,
  and: `and, &, +, or, along with, together with, as well as, both, nor, with also`,
  but: `but, however, though, although, yet, except that, whereas, while`,
  with: `with, having, using, on top of, in addition to, besides`,
  to: `to, at, no more than, not more than, at most, up to, at least, no less than, not less than, a maximum of,
    maximum of, a minimum of`,
  by: `by`,
  from: `from`,
  wish: `focus, focus on, focussing, focusing, focused, prioritise, prioritize, prioritising, prioritizing, prefer,
    preference, preferring, favour, favor, favouring, favoring, emphasise, emphasize, emphasis, emphasising,
    emphasizing, stress, concentrate, concentrating, optimise, optimize, optimising, optimizing, weigh,
    weight, weights, weighting, weighted, want, need, like, care, value, reward, target, go after, chase, look
    at, lean, lean into, lean towards, bias, tilt, skew, matter, matters, count, counts, important,
    importance, interested, attention, consider, think about, bet, push for, aim, go for, pursue, highlight,
    put, give, set, make, use, shift, rank, sort, order, orient, drive, attack, hunt, win, based on, go by,
    judge, judge by, score, look for, care about`,
  run: `run, tier, tiers, tiering, retier, re tier, retiering, re tiering, retiered, refresh, recalculate,
    recompute, rebuild, redo the tiers, re run, go, go ahead, proceed, do it, start, begin, execute, launch,
    apply, calculate, compute, process, generate, classify, reclassify, reassign, rerank, re rank, csv,
    download, export, segment them, update the tiers, update, new tiers, fresh tiers, let us go, hit it, make
    it so`,
};
