/**
 * Everyday words one slip away from a word of ours ("lost" and "cost", "store" and "score"): they are
 * meant as they stand, so the spelling leaves them alone.
 */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  `abide abort above accents accept acceptance acres administrative advertised advertises afterward agree
    agrees agricultural alive along alter alters amber among amply angry apple applied arena arise
    associating association assumed assure assures attach average averaged awake backward bagger baked
    baking banks banner banning barking bars based bases bashed batter beans beard beast became beers
    began begun bends beside besides beta biased binds bitter black blink bloom blue boast boats booking
    booth boots boring both boundary brand brands break breaking breaks breed broad brook brother
    brought brunch budge bugger burn burned burning burying busy butter cakes calculating calculator
    caller camps cancer cards cared carried carrier carry carve cases categorize cause cease chance
    chances chaps charge charged charges chase chased cheek cheer child chose chuck circulate
    circulation circumstance cities clash clashes clauses clear clone closet cluster coarse coast codes
    coding command commute companion compare compared comparison compete complete completed compromise
    computer computers concentration concert conditional conference confident conform consent
    considerate considers constrain constrained constrains constructing constructions constructive
    consultant consume consumer consumers contend content contest context continent continental
    conviction convictions cooking coping cost costs could county court covers crack crass create crews
    critically crops crown cures curing current currently curry curse curve deal deals dealt decade
    decades decide decided decision declaration decline declining decode decodes decoding decrease
    denote denotes depressing derive describe deserve destruction devote devoted devotes different
    discusses distinction distorting distract distracting distracts dives divide dividend divine doable
    dollar doors doses doubt doubts drawn dread dries dripped dripping drips drivel driver drivers
    dropped drove drown dying eats educational egos eighth enterprise entirety erase establishes estates
    event events every exact exactly exception exceptional exceptions executive exited exiting expand
    expect expecting expensive expert experts explosions export extant extend extending extension
    extensive factories factory facts failing fails fairy farmer farming farther fasten favourite fever
    fibre fifth filed films finance finishes firm firms flavor flavour flesh float flood flour follower
    followers foods forbidding force ford forged forgot form formatting forms formulae forth forum
    fourth frontier froze frying fully functional fussy games garage gender generate gentle giant giver
    glowing glows goods goody governments grace grain grandmother grants grateful grave groan grocer
    gross ground grouped guess hairy halted halting handy hangs happy hard hardy hate hates heard
    hearing heart heaven hello history holed holes honesty horse hours house houses hungry hysterical
    importing inches incident included increments indeed independence industrious inform informative
    insert inside intense intensity interact intercept invoice involve involves issue issues joined
    joins joint judge jumps junior keen kinda known lack lacked lager lamp lane laser later latest
    latter launch layer lead leads leaf leak lean learn learned leave legal lend length lesson letter
    liked likely lined lines links lists liter live lived liver livest load loads loans local locate
    locates logistic look looked loops loose loser losses lost lots love lovely loyal lunch magic maker
    makers making male manager manual many marked marker markers master masters matched mater material
    meals mean means meant measure media medium meeting members mental menu message messy metals mice
    mighty mild miles mind mine mined minor mints mislead misreading misreads mistaken moaning moans
    mode model modes money monkey month months morning mother mouse mouth movie movies muddle muddling
    music mutter muttered muttering mutters named names necessarily needy nerds neural never newer nice
    niece ninth noise noisy noted notes nothing notice notion novel numbers obvious offense offer office
    older online open opens operate operated oppose opposes orders original other ounce outset outside
    over overload overloaded overloading overlord overtone overwhelming owner owners paced pack page
    paid paint pair palace panel pants paper park parks parsed parted participant participants partner
    partners party pasta paste peace people person phone phones piece pilot pilots pitch pizza plain
    plane planes plans plant plants plate plates play please pleased pleasure plugs plus point points
    poor ports possibly post power prayed prayers prays precious preferring prefers present presently
    presents press prevail price prices pricing pride prime print prior prise prize process product
    production products profession professional professor profit profits progress project projected
    projecting projection prompted prompting proper properly proportion proportional proportions
    proposition prosecuted prosecuting prosecution prospect prospectus protest proud proved provide
    provides public publisher publishers publishes punch purge pursue quality quarters queen question
    quiet quote rabid race races racket racks rain raised ran range ranges ranting rants rate rated
    rates ratio rationally raves react read reader reads ready real realm reason reasons rebuilt recent
    refer reflecting regain regard reign relay release relevance relocation remain remains remember
    remembers remind reminder remote remove rent rented repair repent report reports request require
    requires resent reset reside resource resources rest restrictive result results retail retain retire
    retired retires retiring return returns revenge review ride rider right rise risking risks river
    rivers road robust room round route ruins rule ruler sacked sales same sample sand save saved scale
    scaled scans scare school science score scores screen sealing seals season seat secret section sects
    secure seem sends sensitive sent serious serve server service services setting seven seventh shade
    shake shaken shaky shall shallow shame shape shapes share sharp shell shells ship shipped shipping
    shirt shoes shoot shop shopped shopping shops shore short shots should shout shouting show shows
    sick side sides sign significant silly silver simple since sing singer sings site sites situate
    situates sixth size sized sizes skill skills slave slide slides slight slip slipped slipping slope
    slot slows small smart smell snack social soft solid solve some song soon sort sorted sound source
    space spare speak special specialise specialised specialises specialist specialists specialize
    specializes spell spelt spend spent spill spite spits sport sports springing stable stack stacks
    staff stage stages stair stairs stale stall stamp stamps stand stare stark starring started
    startling starving state stated statement states station status stays steep stems step stepped
    stepping sticky stiff still stirs stock stocks stole stone stood stop store stores storey storeys
    storm storms story strange strangers strap strategies strategist strategists stray street strength
    string stuck study style subscribe subsequent substantial such sudden sued suggest suing suite
    summary summer super superb supplier supply support sure swap sweat sweats sweeping sweet swift
    swims switch swore table tables tacking taken takes tale talk talking tall tapes task tasks taste
    tax taxes teach team teams tech tell temper tend tends tenth term terms terrible test tests text
    than thank that their theme then theory there these they thick thing things think third this
    thorough those though thought threat three threw through throughput thrown thrust tiger tiles time
    timed timer times tire tired tires tiring title today together told tomorrow tone took tool tools
    topic topics total touch tough tour toward tower town towns trace track trade trader traders trades
    tradition traffic train training transaction transactions translation translations transport travel
    travels tread treat treaty tree trees trendy trial tried tries trifle trip trouble truck true truly
    trust trusty truth tune turn twice tying type under unexplained unit unite units unreadable unset
    until update upon usage used user users usual vague valid value valued valve various vendor venue
    verb verse verses very video view vision visit voice wait walk wall want warm warn waste watch water
    wave ways wealth wear weary weather week weeks went west western whale what whatsoever wheat when
    where which while white whole whom whose wide width wife wild willing wind window wine wings winner
    winning winter wise wisest witch with within woman women wonder wood word words work workshop world
    worms worried worry worse worst worth worthy would wound write writer wrong wrote year years yield
    young yours`
    .split(/\s+/u)
    .filter((word) => word !== ""),
);
