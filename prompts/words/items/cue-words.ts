/** Every row of one phrase of each list, with commas between them: "undo that", "undo it", "take back that", … */
const each = (...lists: readonly string[]): string =>
  lists
    .map((list) => list.split(", "))
    .reduce((rows, words) => rows.flatMap((row) => words.map((word) => `${row} ${word}`)))
    .join(", ");

/**
 * What a word does in a sentence, beside naming a signal, a number or a thing of the book. A phrase may
 * stand under several cues; the clause decides. The longest phrase at a place wins.
 */
export const CUE_WORDS = {
  // Negation, restriction.
  not: "not, not nobody, not no one, never up, never down, not up, not down, no, never, none, nobody, no one, no body, no account, no accounts, no customer, no customers, not one account, not one customer, not a single account, not a single customer, nothing, neither, nor, without, non, under no circumstances, in no case, avoid, avoiding, forbid, forbids, forbidden, prohibit, prohibited, prevent, disallow, disallowed, banned",
  only: `nothing matters but, nothing counts but, nothing really matters but, nothing matters except, nothing counts except, nothing matters other than, nothing counts other than, nobody cares about anything but, all that counts, all that counted, all that matters, all that mattered, all that should count, only, only up, only down, only upwards, only downwards, solely, purely, exclusively, nothing but, entirely, alone, pure, strictly, sole, just, simply, single
    factor, wholly, nothing other than, nothing except, nothing besides, nothing apart from, no other than, all
    about, the only thing, completely, all on, everything on, all the weight on, all of the weight on, all weight on, full weight on, nobody but, no one but, none but`,
  restrict:
    "restrict, restricted, restricting, limit, limited, limiting, confine, confined, narrow, narrow down, apply, applies, run, do, look at, work",
  except: `every vertical but, every industry but, every sector but, every category but, every country but, every region but, all verticals but, all industries but, all sectors but, all countries but, all regions but, any region but, any industry but, unless, except, except for, other than, apart from, aside from, everything but, all but, anything but, save for,
    excepting, excluding, besides, outside, outside of, not in, beyond, not counting, bar, everybody but, everyone but, anything outside, with the exception of, with exception of, not including, but not in, but not for, not for, but not the ones in, but not the ones from, but not the ones with, not the ones in, not the ones from, but not those in, but not those from, not those in, not those from, but not those with, just not in, just not those in, though not in, though not those in`,
  unless: "unless",
  "nothing-else": `nothing outside those, nothing outside these, nothing outside them, nobody outside those, no one outside those, nothing beyond that, nothing beyond those, nothing else, nothing more, no others, not the others, none of the others, none of the rest, nobody else, no one
    else, and that is it, that is it, that is all, no other factor, no other factors, no other signal, no other signals,
    nowhere else`,
  stop: `stop, stopped, stopping, quit, cease, no longer, not any longer, not any more, not anymore, anymore, any more, any longer,
    done with, be done with, finished with, no more, enough of, enough about, had enough of, tired of, sick of, fed up with, give up on, given up
    on, gave up on, given up, moving on from, is history, has had its day, ceased`,
  // How much a signal counts.
  ignore: `lost trust in, have lost trust in, lost faith in, no trust in, no faith in, no confidence in, away from, shift away from, move away from, move weight away from, take weight away from, steer clear of, stay away from, blind to, agnostic on, agnostic to, neutral on, indifferent to, so much for, to hell with, the hell with, screw, sod, delete, erase, hate, dislike, loathe, nothing to do with, bin, bin the, park, shelve, axe, nix, junk, trash, nobody asked for, no one asked for, nobody needs, no one needs, had it with, have had it with, enough with, lose the, to lose the, want to lose the, disappear, disappears, vanish, vanishes, go away, fall away, falls away, ignore, ignores, ignoring, ignored, forget, forget about, forget all about, forgetting, skip, skipping, drop, dropping,
    exclude, leave out, leaving out, leave aside, leave off, disregard, disregarding, skipped, disregarded, omit, omitting, neglect, neglecting, remove,
    removing, kill, kick out, cut out, throw out, take out, strip out, rule out, scratch, zero, zero out, zero weight, eliminate,
    turn off, switch off, disable, get rid of, set aside, put aside, do away with, away with, never mind, nevermind, minus, sans,
    discard, dump, scrap, ditch, overlook, overlooking`,
  // It makes no difference: ahead of a signal it leaves that out, and it never holds or scopes an account.
  indifferent: `no regard to, no regard for, regardless of, regardless of the, irrespective of, irrespective of the, whatever, whatever the, whatever their, whichever, no matter, no matter the,
    no matter which, no matter what, no matter their, no matter where, no matter in which, independent of, independently of, without regard to, without regard for, with no regard to, with no
    regard for, without considering, without looking at, never mind which`,
  void: `from the index, out of the index, from the score, from the scoring, from the formula, from the ranking, from the calculation, be damned, leaves me cold, leaves us cold, adds nothing, adds little, buys us nothing, gets us nowhere, leads us astray, agnostic, blind, useless, pointless, worthless, misleading, misleads us, misleads, unreliable, garbage, rubbish, a vanity metric, vanity metric, vanity, a red herring, red herring, beside the point, no thanks, no thank you, no thank you very much, hard pass, not for me, not for us, says nothing, say nothing, says nothing about, tells us nothing, tells me nothing, tells nothing, leaves the score, leave the score, leaves the scoring, out of the score, out of the scoring, out of the formula, out of the ranking, out of the weighting, drops out of the score, drops out, out of the question, the same for me, the same to me, the same for us, the same to us, all the same to me, all the same to us, same to me, all one to me, irrelevant, immaterial, meaningless, insignificant, negligible, unimportant, out, gone, nil, off, aside, out of the
    equation, out of consideration, out of the mix, out of the calculation, out of the model, out of account, out of it,
    out of the picture, out of scope, off the table, left out, counted for nothing, counts for nothing, count for nothing,
    dead, noise, overrated, a distraction, can go, could not care less about, could not care less, who cares about, nobody cares
    about, no one cares about, is zero, to zero, at zero, be zero, gets nothing, get nothing, does nothing for us, means nothing,
    no bearing, no part, no say, no influence, no impact, no effect, no value, no meaning, no relevance, no
    significance, no role, no interest, no importance, no concern, no difference, none of our business, nothing for us, is nothing`,
  matter: `is what, are what, is the game, is the lever, is the engine, is the motor, is the fuel, is the ticket, is the thesis, is the play, is the angle, is the prize, the lever, the name of the game, do not underestimate, never underestimate, never lose sight of, do not lose sight of, not to be forgotten, not to be overlooked, not to be underestimated, must not be forgotten, should not be forgotten, not useless, not worthless, not pointless, not nothing, not bad, not without merit, not unimportant, not irrelevant, not insignificant, not negligible, not meaningless, not without importance, not without weight, played, carry, carries, matter, matters, mattered, mattering, count, counts, counted, counting, care, cares, caring, important, importance, relevant,
    relevance, role, consider, considering, consideration, weigh, weighs, weighed, worry, attention, interested, interest,
    interesting, concern, bearing, influence, factor, look, looking, regard, priority, use, used, using, need, needed, want,
    wanted, value, valued, bother, mind, include, included, including, affect, decide, play, plays, thing, factored, factor in,
    weight, weights, weighting, emphasis, focus, love, chase, chasing, chased, caring about, pay attention to, regards, necessary, required, do`,
  strong: `yardstick, our yardstick, the yardstick, wins, win out, hardest, guiding light, the guiding light, our guiding light, non negotiable, max out, maxed out, go all out on, all out on, go all out for, nothing beats, nothing is more important than, nothing comes close to, nothing matters more than, nothing counts more than, few things matter more than, nothing tops, nothing outranks, nothing trumps, has the last word, have the last word, the last word, the final word, the final say, has the final say, casting vote, the casting vote, can not be overemphasised, can not be overemphasized, bullish on, bullish, worth more than anything, worth more than anything else, worth more to me than anything, worth more to me than anything else, worth more to us than anything, worth more to us than anything else, the north star, north star, our north star, drown out, drowns out, drown, overshadow, overshadows, swamp, swamps, crowd out, crowds out, take over, takes over, steamroll, could not care more about, could not care more for, could not matter more, can not matter more, can not stress enough, can not be overstated, could not be more important, can not be important enough, do not hold back on, not hold back on, not be shy about, heavily, heavy, strongly, strong, mostly, mainly, primarily, primary, predominantly, principally, chiefly, largely,
    massively, massive, hugely, huge, above all, above all else, above everything, above everything else, over all, most of all,
    most, the most, most important, most importantly, matters most, matter most, counts most, count most, care most, key, king,
    critical, crucial, vital, essential, paramount, decisive, central, dominant, dominate, dominates, top priority, number one
    priority, highest priority, maximum, max, maximise, maximize, maximally, biggest, greatest, big, very, really, extremely,
    super, all in on, all in, more than anything, more than anything else, more than everything, before anything else,
    particularly, especially, overwhelmingly, lots of, plenty of, a lot of, absolutely, everything, the thing, where it is at, what
    counts, what matters, tons of, majority, the majority, lion share, high, highly, main driver, number one factor, bulk, full
    focus, core, drive, drives, driven, driver, lead, leads, leading, main, a must, must have, big time, deciding factor, decides,
    bet on, bet, over rotate on, over rotate, over index on, over index, overdo, go overboard on, go overboard with, obsess about, double down on, double down, rules, go heavy on, a great deal, great deal, healthy dose, led, chiefly, first and foremost,
    over everything else, over everything, bread and butter, dominance, first choice, highest, highest weight, largest weight, biggest weight, heaviest, highest of all, ranks top, ranks first, ranks highest, more than the others, more than the rest, more than all others`,
  weak: `gentle, gentler, softer, calmer, slightly, lightly, light, little, a little, a bit, bit, a bit of, a little bit, a little bit of, a touch, touch, a touch of, a
    tad, a tad of, tad, a dash, a dash of, a pinch of, a hint of, a sprinkle of, a smidge, a smidge of, a smidgen of, minor,
    marginally, marginal, small, a small amount of, nice to have, nice to haves, a nice to have, secondary, secondarily, only a
    little, only a bit, only slightly, just a little, just a bit, just a touch of, a lesser extent, to a lesser extent, to a
    lesser degree, keep an eye on, keeping an eye on, an eye on, smaller weight`,
  mild: `somewhat, some, mildly, mild, moderately, moderate, medium, modest, modestly, to some extent, fairly, average, a fair bit,
    reasonable, reasonably, middling, normal importance`,
  faint: `footnote, a footnote, on the back burner, back burner, in moderation, of little importance, of little relevance, matters little, matter little, means little, mean little, says little, say little, tells us little, counts for little, not worth much, not too much, not put too much on, distrust, not trust, sceptical of, skeptical of, suspicious of, wary of, a sliver of, a token amount of, token, in check, bearish on, bearish, garnish, icing, icing on the cake, the icing on the cake, window dressing, gravy, background noise, meh, so so, back seat, take a back seat, for decoration, decoration, trailing far behind, far behind, nowhere, nice but not needed, barely, hardly, scarcely, less important, of less importance, low priority, lower priority, lowest priority, go light on, go
    easy on, easy on, go easy, light on, low, low weight, small weight, background, a side note, afterthought, an
    afterthought, at the margin, keep low, keep it small, keep it low, minimise, minimize, minimal, to a
    minimum, hardly any, hardly at all`,
  degree:
    "much, that much, so much, so, that, too, overly, terribly, all that, particularly, super, as, very, really, so heavily",
  slight: `slightly, a bit, a little, a little bit, a touch, a tad, bit, somewhat, marginally, a notch, notch, a smidge, just a bit,
    just a little, fractionally, gently, a shade, a hair, nudge, a little higher`,
  much: `much, a lot, lots, far, way, significantly, substantially, considerably, considerable, dramatically, drastically, strongly, a
    great deal, massively, hugely, a whole lot, plenty, a good deal, by a lot`,
  more: `not getting its due, not get its due, not getting enough credit, not get enough credit, not get enough attention, not getting enough attention, not get enough weight, too low, too small, too weak, too light, more about, more on, rather more, somewhat more, more, increase, increasing, increased, boost, boosting, raise, raising, bump, bump up, crank, crank up, turn up, dial up, ramp up, push up,
    amplify, strengthen, higher, heavier, bigger, greater, extra, additional, more of, stronger, beef up, step up, scale up, up,
    enhance, intensify, upweight, up weight, overweight, not enough, too little, add, add more, give more, put more, lift, nudge, push`,
  less: `slash, squeeze, lessen, penalise, penalize, punish, should be reduced, should be removed, ought to be removed, ought to be reduced, cool it on, rein, rein in, rein back, curb, dampen, tame, less about, less on, less of, lighten, lighten up, lighten up on, less, decrease, decreasing, reduce, reducing, lower, lowering, cut, cut back, cut back on, cut down, cut down on, turn down,
    dial down, dial back, tone down, scale back, scale down, bring down, shrink, weaken, smaller, lighter, fewer, diminish, trim,
    down, downweight, down weight, down play, downplay, de emphasise, de emphasize, deemphasise, deemphasize, soften, ease, ease
    off, ease off on, ease up on, relax, not so much, not as much, not that much, take down, pull back, pull back on, underweight, de
    prioritise, de prioritize, deprioritise, deprioritize, deprioritising, deprioritizing, demote, relegate`,
  "too-much": `too big a say, too big a role, too large a say, too large a role, too strong a say, too much say, too much of a say, too big a part, too big, too large, overdone, overcooked, overblown, oversold, too much, too many, too high, too heavy, too strong, overweighted, over weighted, too dominant, overemphasised,
    overemphasized, excessive, bit heavy on, too focused on, too reliant on, too driven by, too skewed to`,
  wish: `go deep on, go deeper on, key off, key off of, have been neglecting, have been ignoring, have been overlooking, has been neglected, has been ignored, has been overlooked, been neglecting, been ignoring, been overlooking, been neglected, been overlooked, more preference, preference, betting on, go long on, long on, point the team at, point them at, prioritise, prioritize, prioritising, prioritizing, prioritised, emphasise, emphasize, emphasising, emphasizing, stress, stressing, favour, favor, favouring, favoring,
    reward, rewarding, back, focus on, focus, focusing, focusing on, concentrate on, concentrate, lean into, lean towards, leans on, lean on,
    lean, tilt, tilt towards, pivot to, go for, go after, chase, chasing, chases, hunt, hunting, target, targeting, push, pushing,
    optimise, optimize, maximise, maximize, rank, ranking, rank by, tier by, sort by, based on, weight, privilege, promote, obsess over, obsessing
    over, obsession with, bet on, prefer, weigh, weight towards, concentrating, surface, find, overweight, think about, pull up, put, want, win, accelerate,
    favourite, favorite, go by, work on, pursue, champion, boost`,
  // Order.
  first: `ahead, go up top, goes up top, go to the top, goes to the top, go on top, goes on top, up top first, at the front, at the very front, in pole position, up top, out in front, in front, up front, way ahead, clearly first, by a mile, precedence, takes precedence, given precedence, come out ahead, first, firstly, 1st, first of all, foremost, top, on top, at the top, top of the list, priority, priorities, number one, no 1,
    come first, comes first, goes first, come out on top, comes out on top, to start, start with, starting with, starts with, begin
    with, beginning with, initially, ahead of everything, before everything, in first place, in the first place, top of mind`,
  second:
    "queen, prince, comes directly behind, come directly behind, directly behind, right behind, close behind, just behind, directly behind it, right behind it, close behind it, just behind it, hot on its heels, a close second, close second, a distant second, distant second, a solid second, a strong second, as second, second, secondly, 2nd, number two, runner up, second place, in second place, comes second, come second, next",
  third: `break ties, breaks ties, only break ties, only to break ties, just to break ties, just break ties, to break ties, only tie breakers,
    tie breakers, tiebreakers, as tie breaker, as a tie breaker, as tie breakers, only as tie breaker, only as a tie breaker, just as a tie
    breaker, only a tie breaker, just a tie breaker, a tie breaker, tie breaker, tiebreaker, tie break, a tie break, tie breaks, as a tie break, a distant third, distant third, third, thirdly, 3rd, number three, comes third, come third, fourth, fourthly, 4th`,
  afterwards:
    "only then, and only then, not before it, not before that, not ahead of it, not above it, only behind it, following, trailing, closely followed by, followed closely by, then, after that, afterwards, after which, followed by, thereafter, subsequently, then comes, and then, after, next",
  last: `smallest, the smallest, the smallest of the four, the least of the four, the least of all four, the weakest of the four, dead last, right at the bottom, at the very bottom, last, lastly, finally, least, at last, comes last, come last, bottom, at the bottom, at the end, least important, the least,
    last of all, least of all, matters least, counts least, bringing up the rear, lowest, lowest of all, lowest weight,
    smallest weight, less than anything else, less than anything, less than everything else, less than the others, less than the rest,
    less than all others, ranks bottom, ranks last, ranks lowest`,
  over: `drown out, drowns out, overshadow, overshadows, crowd out, crowds out, swamp, swamps, outshine, outshines, not second to, not come second to, not be second to, never second to, never come second to, come before, go before, wins over, wins against, wins out over, win over, prevails over, takes precedence over, has precedence over, takes priority over, comes before, goes before, as compared to, compared to, compared with, as compared with, in lieu of, over, before, ahead of, above, outweigh, outweighs, outrank, outranks, beat, beats, trump, trumps, more than, more important than,
    or more than, or over, matters more than, matter more than, counts more than, count more than, greater than, bigger than, higher than, prior to, more relevant than,
    rather than, instead of, in place of, as opposed to, in preference to, far more than, care more about`,
  under:
    "not as important as, not so important as, not as much as, not so much as, not as heavy as, not as big as, not as high as, loses to, lose to, loses out to, yields to, gives way to, takes second place to, plays second fiddle to, ranks behind, comes behind, directly behind, right behind, close behind, just behind, well behind, less than, less important than, behind, below, matters less than, lower than, smaller than, counts less than, beneath",
  than: "than, compared to, compared with, versus, vs, as",
  // Shares.
  rest: `leave the rest, rest, the rest, remainder, the remainder, remaining, the remaining, everything else, all else, others, the others, all others,
    the other two, the other three, other two, other three, what is left, whatever is left, what remains, whatever remains,
    balance, the balance, left over, leftover, leftovers, the other signals, other signals, the other factors, other factors, the
    other weights, anything else, the other ones, other ones, the other, each of the others, remaining weight, remaining forty,
    the other half, all the rest, all of the rest, everyone else, everybody else, the other`,
  even: `neck and neck, level pegging, joint first, joint top, equal, equally, identical, identical weights, identical weight, evenly, even, equal weight, equal weights, equal shares, equally important, the same weight, same weight,
    equally weighted, uniform, uniformly, alike, balanced, balance, balance everything, half and half,
    in equal parts, equal parts, in equal measure, split, share, shared, divide, divided, distribute, side by side, same
    importance, the same importance, equal importance, on a par, on par, neutral, flat, fifty fifty, tie, tie for, no preference, no preferences, no
    favourites, no favorites, no particular preference, not favour anything, not favor anything, not prefer anything, all the same, treat them the same, count the same, both the same, 50 50`,
  each: "each, apiece, per signal, for each, for each of them, each of them, each one, to each, each of the four, every one, every signal",
  all: `across the board, all, all four, all of them, everything, all signals, all factors, all weights, the four, all the signals, all the weights, the
    four signals, all four signals, all kpis, all criteria, everyone, everybody, every signal`,
  "as-much": `just like, exactly like, exactly as, just as much as, the same amount as, as important as, just as important as, equally important as, equal to, the same weight as, same weight as, as much as, as
    much weight as, as strongly as, as heavily as, as heavy as, as strong as, on the same level as, at the same level as, as high as, on a par with, on par with, the same as, same as, matters as much as, as
    relevant as, equals, as big as, as many as`,
  twice: "twice, double, doubles, doubling, doubled, two times, twofold",
  triple: "triple, thrice, treble, tripled, threefold",
  halve: "halve, halving, halved, cut in half, cut by half, half as",
  times: "times, x, ×, fold",
  favour:
    "in favour of, in favor of, to the benefit of, and give it to, and give them to, and put it on, put that weight on, give that to",
  from: "from, away from, off, at the expense of, at the cost of",
  spare: `fine with, ok with, okay with, happy with, good with, content with, without hurting, without harming, without sacrificing, without losing, without losing sight of, without compromising, without
    damaging, without giving up, without weakening, without lowering, without reducing, while protecting, while keeping, while
    preserving, while maintaining, while holding, whilst protecting, whilst keeping, not at the expense of, not at the cost of,
    not hurting, not losing, while respecting`,
  swap: "swap, swapped, swapping, exchange, the other way round, the other way around, other way round, other way around, reverse, reversed, switch places, flip, trade places, vice versa",
  // Business rules.
  move: `be reviewed, up for review, be revisited, be reassessed, change appetite, appetite for change, appetite for changes, tolerance for change, changing hands, change hands, changes hands, be re tiered, be retiered, take part, takes part, taking part, participate, participates, assignments, re assignments, re assignment, re assign, re assigned, disturbing, reshuffles, shuffle, shuffled, shuffling, move up to, move, moves, moved, movers, moving, movement, movements, change, changes, changed, changing, shift, shifts, shifting, switch, reassign,
    reassigned, reclassify, reclassified, touch, touched, touching, mess with, tamper with, fiddle with, meddle with, tinker with, interfere with, churn, migrate, migrated, disrupt, disruption,
    reshuffle, reshuffled, reshuffling, disturbed, disturb, altered, alter, moving around, swaps, re tier, retier, change tier, changing tier, change tiers, move at all, turnover, relocate, relocated, shake up, shakeup, upheaval, reassignments, reallocation, reallocate, transition, transitions, switching, tier changes`,
  rise: `bump up, bumped up, only up, only upwards, never up, not up, bump, bumped, upwards, upward, rise, rises, risen, can go up, go up, goes up, going up, move up, moves up, moved up, moving up, promote, promoted, promotes, promoting,
    promotion, promotions, upgrade, upgraded, upgrades, upgrading, climb, climbs, climbing, advance, advanced, be lifted, be raised, gain a tier, step up, come up, uplift, uplifted, elevated, be elevated`,
  fall: `only down, only downwards, never down, not down, downwards, downward, backwards, fall, falls, fallen, falling, can go down, go down, goes down, going down, gone down, move down, moves down, moved down, moving down, demote, demoted, demotes,
    demotion, demotions, downgrade, downgraded, downgrades, downgrading, drop, drops, dropped, drop out of, drops out of, fall out of, falls out of, slip, slips, lose status, lose anyone, lose any, lose anybody, lose a tier, loses a tier, lose tier, loses tier, loses its tier, loses their tier, loses status, lose their status, loses its status, drops a tier, lose a level, loses a level, lose their tier, lose its tier, lose their level, lose its level, lose their class, lose its class, lose their grade, losing their level, losing their
    tier, losing a tier, be lowered, sink, slide, decline, step down, relegated, dropping, come down`,
  hold: `on hold, put on hold, parked, ring fencing, do not disturb, leaves alone, not part of this exercise, not part of the exercise, not part of this, not part of it, not included, not affected, not concerned, not involved, no part of this, out of scope, not in scope, out of bounds, off bounds, stay where they are, stays where it is, stay where it is, remain where they are, remains where it is, stay where they sit, stay where they stand, leave them where they are, keep them where they are, leave it where it is,
    keep it where it is, stays where they are, leave the rest, hold, holds, held, holding, freeze, frozen, freezing, lock, locked, lock in, locked in, lock down, pin, pinned, protect, protected, protecting, keep, kept,
    keeping, keeps, fix, fixed, stay, stays, staying, remain, remains, remaining, leave, leaves, left, untouched, stayed, untouchable, as is, as it
    is, as they are, how they are, where it is, where they are, unchanged, exempt, ring fence, ring fenced, ringfence, ringfenced, off limits, hands off, stays put, stayed put, staying put, remain put, remains put,
    alone, stay put, steady, sacred, spare, preserve, preserved, shield, off the table, as it stands, as they stand, constant, static, intact, in place, no go, carve out, leaves out, leaving out, exclude, excluded, leave out, left out, safeguard, grandfather, grandfathered, how it is`,
  release: `open it up to, open up to, open it up, open it, widen it to, widen it back to, widen back to, widen it, widen, broaden it to, broaden it, broaden, expand it to, extend it to, move freely again, move freely, freely again, float, float freely, float again, roam, free again, free, unlock, unfreeze, release, free up, unpin, thaw, may move after all, can move after all, may move again, can move again, can move too, may move too, can change after all, may change
    after all, no longer frozen, no longer locked, no longer held, no longer on hold, can move now, may move now, off hold, not frozen, not locked, after all, let go of, is fair game, fair game, open up, back in, back into play, back in play, back in scope, back in the mix`,
  cap: `further than, farther than, no higher than, not higher than, no bigger than, not bigger than, no greater than, no larger than, no heavier than, handle, swallow, afford, sign off on, signs off on, sign off, stomach, cope with, digest, absorb, tolerate, put up with, cut it to, cut that to, bring it down to, get it down to, trim it to, at the very most, move up to, at most, no more than, not more than, nor more than, up to, max, maximum, maximally, a maximum of, at maximum, tops, cap, capped, capping, limit, limited, within, below, under,
    fewer than, less than, not exceed, not exceeding, must not exceed, or less, or fewer, ceiling, budget, a budget of, keep it to, keep to, as few as, stay under, stay below, stay within, not above, more than, over, exceed, no further than, handle, live with, only, at the most, at a time, upper limit, upper bound`,
  "at-least":
    "or more than, or over, at least, minimum, a minimum of, no less than, not less than, not below, or higher, or above, or greater, and above, and up, or more, above, over, upwards of, reach, exceed, beyond, more than, >, >=, from, bigger than, larger than, greater than, higher than, exceeding, in excess of",
  below:
    "or lower, or below, and below, or less than, or fewer than, or under, below, under, less than, fewer than, <, <=, at most, smaller than, up to, lower than, no more than, not more than, beneath",
  free: `no upper bound, no upper limit, no ceiling, no maximum, free, freely, unlimited, unrestricted, any number of, no limit, no limits, without limit, without limits, no cap, uncapped, no restriction, no restrictions, as far as, any distance, however far, as much as needed, unconstrained, no constraints, without constraints, no constraint, whatever it takes, no matter how far, as far as they need, no maximum, no movement limit, no movement cap, no budget`,
  tierword:
    "tier, tiers, step, steps, level, levels, notch, notches, rung, rungs, class, classes, grade, grades, band, bands",
  jump: "jump, jumps, jumping, leap, leaps, skip, skips, skipping, hop, hops, double jump, double jumps, leapfrog, leapfrogging",
  accounts: `clinic, clinics, pharmacy, pharmacies, shop, shops, store, stores, outlet, outlets, tenants, distributors, suppliers, vendors, donors, advertisers, venues, workshops, accts, acct, books, policyholder, policyholders, member, members, subscriber, subscribers, merchant, merchants, dealer, dealers, organisation, organisations, organization, organizations, enterprises, account, accounts, customer, customers, client, clients, company, companies, book, portfolio, base, customer base, ids, names, logos, people, firms, entries, rows, of them, anyone, anybody, anything, everyone, everybody, someone, players, buyers, businesses, id`,
  strategic: "strategic, strategically",
  resize: `ends up with, end up with, ends up at, end up at, grow, grows, expand, shrink, shrinks, enlarge, increase, cut, reduce, trim, extend, make room for, room for, size, sized, sizes, resize, should have,
    should hold, should contain, should be, have, has, holds, hold, contain, contains, with, needs to come down to, come down to, make, set, to, bring, get, big, large, at, fill, house, comprise, consist of, take in, seats, spots, places, slots`,
  sizes:
    "tier sizes, sizes of the tiers, tier size, size of the tiers, sizes, number of accounts per tier, accounts per tier, headcount per tier",
  in: `same goes for, the same goes for, likewise for, ditto for, in, within, inside, across, for, from, throughout, among, into, to, on, of, with, at`,
  may: "is in play, are in play, in play, is up for grabs, are up for grabs, up for grabs, acceptable, is acceptable, are acceptable, permissible, tolerated, tolerates, accepts, agreed to, is okay, tolerable, can go up, can go down, may, can, could, might, allowed, allow, allowed to, permit, permitted, let, lets, eligible, free to, able to, are fine, is fine, are okay, is okay, are ok, is ok, are all right, are allowed, fine, ok to, okay to, be able to",
  must: "must, should, shall, have to, has to, need to, needs to, ought to, are to, is to, will, would like, want, wants, like",
  also: "take part, takes part, participate, also, add, include, too, as well, additionally, in addition, on top of that, and also, besides, plus, equally, likewise",
  instead:
    "i meant, should have been, it should be, it should have been, sorry i meant, i mean, instead, rather, replace, replaced by, swap for, change to, make it, make that, switch to, change it to, not that but",
  lift: `lift, dropped, lifted, removed, scrapped, lift the, drop, dropping, remove, removing, forget, forget about, cancel, delete, clear, scrap, relax, waive, take off, take away, get rid of, no longer, without, ditch, lose, undo, abolish, abandon, end, discard, no more, no, suspend, reset`,
  rule: `rule, rules, cap, caps, limit, limits, budget, restriction, restrictions, constraint, constraints, scope, filter, filters, hold, holds, lock, locks, freeze, ceiling, condition, conditions, ban, guardrail, guardrails, region restriction, country restriction, restriction to, limitation, limitation to, protection, exemption, exception, exceptions, lockdown`,
  whole:
    "whole world, the whole world, all over the world, global, every region, every country, every industry, every sector, every category, the full book, the entire world, any region, any country, no matter where, whole book, the whole book, entire book, all accounts, everybody, everyone again, all regions, all countries, worldwide, globally, everywhere, all industries, full book, every account, the whole portfolio, all of them again",
  again: `${each("keep", "all of, all", "it, that, this")}, keep it all, keep that, keep this, same goes for, the same goes for, likewise for, ditto for, again, same, same as before, the same, same again, same thing, same thing once more, once more, repeat, rerun, re run, run it again, do it again, as before, as last time, like last time, like before,
    last time, the last one, last run, last plan, the last plan, previous plan, previous settings, same settings, same plan, same weights, those weights, these weights, current plan, another round, as is, unchanged, what we had, what we had before, what we had last time, keep the weights, keep those weights,
    leave the weights, leave the weighting, leave the weighting as it stands, leave the weights as they stand, leave the weights alone, keep the weighting, leave the rest, keep everything as it was, everything as it was, the weights, weights as they are, yesterday settings, the current weights, existing weights, same weighting, that again, weights stay, the weights stay, weights stay the same, the weights stay the same, weights stay as they are, the weights stay as they are, weights unchanged, weights remain`,
  default:
    "reset the weights, reset weights, reset the weighting, business as usual, default, defaults, the defaults, default weights, standard weights, usual weights, published weights, as usual, normal weights, standard settings, default settings, default weighting",
  "start-over": `wipe all of it, wipe it all, scrap all of it, scrap it all, forget all of it, clear all of it, bin all of it, drop all of it, drop it all, start over, start again, start afresh, start fresh, start from scratch, from scratch, reset, reset everything, reset all, clean slate, forget everything, forget all that, forget all of that, scrap everything,
    clear everything, wipe everything, drop everything, begin again, begin afresh, restart, restart with, new plan from scratch, back to square one, reset the plan, blank slate`,
  undo: `undo, ${each("undo, revert, scrap, scratch, drop, lose, remove, cancel, forget, reverse, take back, roll back, bin", "the, that, this, my", "last, latest, previous", "one, change, step, rule, edit, move of mine, addition, tweak")}, ${each("undo, revert, roll back, take back", "that, it, this")}, ${each("roll, take, put, change, turn", "it, that, this", "back")}, take that last one back, step back, rolled back, scrap that, scratch that, go back, go back one, back one step, one step back,
    ${each("back to, return to, go back to, switch back to, restore, bring back, give me back, revert to, roll back to, prefer", "the", "previous, last, earlier", "one, plan, version, run, setup, result")}, ${each("back to, go back to, return to", "how it was, how it were, what we had, what we had before")}, ${each("restore, back to, return to, bring back, give me back, go back to, revert to", "the previous")}, restore the last, the one before, ${each("the previous, the last, the earlier", "one, version", "was better")}, ${each("the", "version, plan, run", "before")}`,
  redo: "redo, redo that, redo it, undo the undo, put it forward again, bring it back again, reapply",
  run: `run, run it, run again, retier, re tier, refresh, rebuild, recompute, recalculate, tier, go ahead, execute, tier my accounts, rank, assign, give me the new tiers, the new tiers, new tiers, do it, start, go, tier the book, tiering, rank everybody, rank everyone, a run, proceed`,
  yes: "yes, yep, yeah, yup, sure, ok, okay, please do, do that, go ahead, do it, run it, that one, correct, exactly, right, agreed, confirm, confirmed, fine, sounds good, perfect",
  "the-first": "the first, first one, the first one, option one, option 1, the former",
  hybrid:
    "hybrid, optimisation, optimization, optimising, optimiser, the optimiser, optimizer, the optimizer, the optimisation, the optimization, normal one, usual one, regular one, standard one, normal method, usual method, hybrid method, normal mode",
  kpi: "kpi, kpis, kpi method, kpi mode, kpi run, kpi approach, kpi route, kpi version, kpi plan, kpi thing, kpi ranking",
  direct: `direct assignment, where accounts are today, where accounts are now, where they are now, where accounts sit now, wherever accounts are today, wherever they are today, wherever accounts sit today, wherever they sit today, where accounts sit today, where they sit today, where they are today, where they sit now, strictly by the index, by the index, by the potential index, current tier of the account, direct, direct method, direct ranking, ranking only, just ranking, just the ranking, only the ranking, ranking alone, nothing but ranking, nothing but the ranking, pure ranking, pure ranking by potential index, purely by potential index, strict ranking, straight ranking, unconstrained ranking, as if there were no tiers, as if there were no tiers today, as if no tiers existed, ignoring current tiers,
    ignoring the current tiers, regardless of current tiers, from zero, rank everybody from zero, rank everyone from zero, ignore current tiers, ignore the current tiers, forget the current tiers, ignore today tiers, greenfield`,
  baseline:
    "current tiers unchanged, the current tiers unchanged, tiers exactly as they are today, tiers exactly as they are, every tier exactly as it is, every tier as it is, all tiers as they are, today tiers as they stand, tiers as they are now, tiers as they are, current tiering as is, current tiers as is, do not optimise anything, do not optimize anything, nothing optimised, nothing optimized, without optimisation, without optimization, existing tiers, no changes at all, where we stand today, where we stand, where we are today, current state, current tiering, tiers of today, baseline, the baseline, current tiers as they are, today tiers as they are, status quo, as they are today, tiers as they stand",
  monotone:
    "monotone, monotonic, in order of potential, mean potential in order, average potential in order, tiers in order, ordered by mean potential, keep the order of the tiers",
  mine: "i only look after, we only look after, i look after, we look after, i only cover, we only cover, i am responsible for, we are responsible for, i am in charge of, we are in charge of, my patch, our patch, my territory, our territory, my turf, my area, my region, my market, our market, my part, my accounts, my book, my country, my countries, my regions, my segment, our segment",
  // Words that carry nothing of their own.
  please: `${each("keep, leave", "it, that, this", "like that, like this, at that")}, cool, one sec, one second, just a second, one moment, just a moment, hang on, give me a second, give me a minute, no nonsense, no fuss, the upshot is that, upshot, this cycle, this round, this season, this month, this week, this half, at present, for now, for the moment, at the moment, not happy, not happy with that, not good, not great, not ideal, not what i wanted, not quite right, not quite, sorry to be a pain, sorry to bother you, weightage, revert with, kindly revert, budget year, fiscal year, financial year, budget cycle, planning cycle, qbr, in the qbr, in qbr, in proportion, ensure, make sure, make sure that, ensure that, see to it that, please see to it that, may i ask you to, can i ask you to, wrong region, wrong country, wrong industry, wrong sector, wrong category, my mistake, my bad, typo, oops, same reason, same story, same thing there, for reference, as a reference, my reference run, reference run, for heaven sake, for heavens sake, for gods sake, for god sake, for gods, sake, mate, guys, folks, in 10 min, i get it, as you see fit, otherwise as you see fit, as you like, bear in mind that, bear in mind, keep in mind that, keep in mind, note that, please note that, please note, remember that, be aware that, mind you, do the needful, needful, fyi, for your information, as discussed, as agreed, as mentioned, i should be grateful if, i would be grateful if, i would appreciate it if, it would be great if, it would be good if, it would be helpful if, would you mind, pro rata, proportionally, proportionately, in proportion, quick ask, quick one, in the next run, for the next run, in this run, for this run, by the way, btw, to be clear, in short, in other words, in the end, all in all, at the end of the day, apart from that, other than that, aside from that, except for that, besides that, beyond that, full stop, period, end of story, no wait, oh wait, wait a minute, wait, finally, lastly, firstly, secondly, please, kindly, thanks, thank you, hi, hello, hey, dear, regards, cheers, best, good morning, good day, team, actually, honestly, basically, maybe, perhaps, well, um, uh, so, ok, okay, now, then, this time, this year, this quarter, today, currently, hmm, yeah`,
} as const satisfies Readonly<Record<string, string>>;

/** What a word does in a sentence. */
export type Cue = keyof typeof CUE_WORDS;

const LISTS = new Map<string, readonly Cue[]>();

/** Cues by their names, with blanks between them. */
export function cuesOf(names: string): readonly Cue[] {
  const cues = LISTS.get(names) ?? (names.split(/\s+/u) as Cue[]);
  LISTS.set(names, cues);
  return cues;
}
