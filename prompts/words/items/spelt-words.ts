/**
 * More everyday words one slip away from a word of ours ("brand" and "band", "fails" and "falls"): the spelling leaves them
 * alone. Unlike ordinary words they may well be names of a book.
 */
export const SPELT_WORDS: ReadonlySet<string> = new Set(
  `abide accents accept acceptance advertised advertises agree along alters applied assumed assure
    awake backward banks banner barking bashed became bends biased binds blink boats brand breed broad
    brought bugger burned burning burying calculating calculator caller camps cancer carried carrier
    cause chaps cheek cheer chuck circulation circumstance clash clauses clone closet coarse coast
    command compromise concentration conditional conform consent considerate considers constrain
    constrained constrains consultant contend continental conviction county crass crops crown cures
    curing curry curse curve declaration decode denote depressing destruction devote discusses
    distinction distorting distract distracts dives divine dollar doors drawn dread dries dripped
    dripping drips drivel drove dying egos enterprise entirety establishes exceptional exited exiting
    explosions extant factory failing fails fairy farther fibre films finishes flavor flavour flesh
    forbidding formatting formulae froze frying fussy garage giant glowing glows goody grace grandmother
    grants grave groan halted halting handy hangs hearing holes honesty horse hysterical independence
    informative intensity involve involves joins known lager laser latter layer liter livest loans
    locate loops losses marked masters messy mighty mislead misreading misreads mistaken moaning moans
    monkey mouth muddle mutter muttering mutters necessarily neural numbers offense oppose outset
    overloaded overloading overlord overtone overwhelming paint palace pants parsed participant
    participants paste plugs possibly prayed prayers prays precious preferring prefers prevail prise
    production project projected projecting projection prompted prompting proposition prosecuted
    prosecuting prosecution prospect protest provide provides publisher publishers publishes punch purge
    quarters rabid racket racks ranting rants rationally raves react rebuilt reflecting regain reign
    relocation remembers repent require requires reside restrictive revenge risking risks ruins sacked
    scans sealing seals sects sends shaken shaky shallow shell shoes shoot shopped shopping shots shout
    significant silver sing situate situates slave slight slipped slipping slope slows specialise
    specialised specialises specialize spelt spill spite springing stack staff stair stall stamp stark
    starring startling starving stems stepped stepping sticky stiff stirs stole storey storeys storm
    stray string subscribe subsequent substantial sued suing superb supplier sweat sweeping swore
    tacking temper terrible thorough threat throughput thrown thrust tiger tiles tire toward transaction
    translation tread treaty trendy tried tries trifle trusty tying unexplained unreadable unset vague
    valve vendor venue verse weary whale whatsoever width wings wisest witch workshop worms worried
    worthy yield unhold unpin unfrozen decile quartile quintile tercile percentile`
    .split(/\s+/u)
    .filter((word) => word !== ""),
);
