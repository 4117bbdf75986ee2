/**
 * More everyday words one slip away from a word of ours ("brand" and "band", "fails" and "falls"): the spelling leaves them
 * alone. Unlike ordinary words they may well be names of a book.
 */
export const SPELT_WORDS: ReadonlySet<string> = new Set(
  `abide accents accept acceptance administrative advertised advertises agree agrees agricultural along
    alters applied associating association assumed assure assures awake backward baking banks banner
    banning barking bashed became bends biased binds blink boats brand brands breed broad brought bugger
    burn burned burning burying calculating calculator caller camps cancer carried carrier cause chaps
    cheek cheer chuck circulation circumstance clash clashes clauses clone closet coarse coast command
    compromise concentration conditional conform consent considerate considers constrain constrained
    constrains constructing constructions consultant contend continental conviction convictions county
    crass crops crown cures curing curry curse curve declaration decode decodes decoding denote denotes
    depressing destruction devote devoted devotes discusses distinction distorting distract distracting
    distracts dives divine dollar doors drawn dread dries dripped dripping drips drivel drove dying eats
    egos enterprise entirety erase establishes exceptional exited exiting explosions extant factory
    failing fails fairy farmer farther fibre films finishes flavor flavour flesh flood foods forbidding
    formatting formulae froze frying fussy garage giant glowing glows goody governments grace
    grandmother grants grave groan halted halting handy hangs hearing holes honesty horse hysterical
    independence informative intensity involve involves joins known lager laser latter layer liter
    livest loans locate locates loops losses marked masters messy mighty mislead misreading misreads
    mistaken moaning moans monkey mouth muddle muddling mutter muttered muttering mutters necessarily
    neural numbers offense oppose opposes outset overload overloaded overloading overlord overtone
    overwhelming paint palace pants parsed participant participants paste plugs possibly prayed prayers
    prays precious preferring prefers prevail prise production project projected projecting projection
    prompted prompting proposition prosecuted prosecuting prosecution prospect prospects protest proud
    provide provides publisher publishers publishes punch purge quarters rabid racket racks ranting
    rants rationally raves react realm rebuilt reflecting regain reign relocation remembers repent
    require requires reside restrictive revenge risking risks ruins sacked scans sealing seals sects
    sends shaken shaky shallow shell shells shoes shoot shopped shopping shots shout shouting
    significant silver sing sings situate situates slave slight slipped slipping slope slows specialise
    specialised specialises specialize specializes spelt spill spite spits springing stack stacks staff
    stair stall stamp stamps stark starring startling starving stems stepped stepping sticky stiff stirs
    stole storey storeys storm storms stray string subscribe subsequent substantial sued suing superb
    supplier sweat sweats sweeping swims swore tacking teach temper terrible thorough threat throughput
    thrown thrust tiger tiles tire tires tiring toward transaction transactions translation translations
    tread treaty trendy tried tries trifle trusty tying unexplained unreadable unset vague valve vendor
    venue verse verses weary whale whatsoever width wings wisest witch workshop worms worried worthy
    yield`
    .split(/\s+/u)
    .filter((word) => word !== ""),
);
