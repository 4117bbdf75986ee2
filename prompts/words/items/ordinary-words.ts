/**
 * Everyday words one slip away from a word of ours ("lost" and "cost", "store" and "score"): they are
 * meant as they stand, so the spelling leaves them alone.
 */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  `gower brink confluence progression abort present presents presently pilot pilots break breaks breaking grateful suggest carry above acres afterward alive alter amber among amply angry apple arena arise attach averaged bagger
    baked bars based bases batter beans beard beast beers began begun beside besides beta bitter black
    bloom blue boast booking booth boots boring both brook brother brunch budge busy butter cakes cards
    cared carve cases categorize cease chance chances charge charged charges chase chased child chose
    circulate cities clear codes coding commute companion compete complete completed computer computers
    concert conference confident constructive consume consumer consumers content contest context continent
    cooking coping cost costs could court covers crack create crews critically current currently deal
    deals dealt decade decades decide decided decline declining decrease derive deserve different divide
    dividend doable doses doubt doubts driver drivers dropped drown educational estates event events every
    exact exactly exception exceptions executive expand expect expecting expensive expert experts export
    extend extending extension extensive factories facts farming fasten favourite fever filed finance firm
    firms float flour follower followers force ford forged forgot form forms forth forum fourth fully
    functional games gender generate gentle giver goods grain grocer gross ground grouped guess hairy
    happy hard hardy hate hates heard heart heaven hello history holed hours house houses hungry importing
    inches incident included increments indeed industrious inform insert inside intense interact intercept
    invoice issue issues joined joint judge jumps junior keen kinda lack lacked lamp lane later latest
    launch lead leads leaf leak lean learn learned leave legal lend length lesson letter liked likely
    lined lines links lists live lived liver load loads local logistic look looked loose loser lost lots
    love lovely loyal lunch magic maker makers making male manager manual many marker markers master
    matched mater material meals mean means meant measure media medium meeting members mental menu message
    metals mice mild miles mind mine mined minor mints mode model modes money month months morning mother
    mouse movie movies music named names needy nerds never newer nice niece noise noisy noted notes
    nothing notice notion novel obvious offer office older online open opens operate operated orders
    original other ounce outside over owner owners paced pack page paid pair panel paper park parks parted
    partner partners party pasta peace people person phone phones piece pitch pizza plain plane planes
    plans plant plants plate plates play please pleased pleasure plus point points poor ports post power
    press price prices pricing pride prime print prior prize process product products profession
    professional professor profit profits progress proper properly proportion proportional proportions prospectus proved public pursue quality
    queen question quiet quote race races rain raised ran range ranges rate rated rates ratio read reader
    reads ready real reason reasons recent refer regard relay release relevance remain remains remember
    remind reminder remote remove rent rented repair report reports request resent reset resource retire retired retires retiring
    resources rest result results retail retain return returns review ride rider right rise river rivers
    road room round route rule ruler sales same sample sand save saved scale scaled scare school science
    score scores screen season seat secret section secure seem sent serious serve server service services
    setting seven shade shake shall shame shape shapes share sharp ship shipped shipping shirt shop shops
    shore short should show shows sick side sides sign silly simple since singer site sites size sized
    sizes skill skills slide slides slip slot small smart smell snack social soft solid solve some song
    soon sort sorted sound source space spare speak special specialist specialists spell spend spent sport
    sports stage stages stairs stale stand stare started state stated statement states station status
    stays steep step still stock stocks stone stood stop store stores story strange strangers strap
    strategies strategist strategists street strength stuck study style such sudden suite summer super
    supply support sure swap sweet swift switch table tables taken takes tale talk talking tall tapes task
    tasks taste tax taxes team teams tech tell tend tends term terms test tests text than thank that their
    theme then theory there these they thick thing things think third this those though thought three
    threw through time timed timer times tired title today together told tomorrow tone took tool tools
    topic topics total touch tough tour tower town towns trace track trade trader traders trades tradition
    traffic train training transport travel travels treat tree trees trial trip trouble truck true truly
    trust truth tune turn twice type under unit unite units until update upon usage used user users usual
    valid value valued various verb very video view vision visit voice wait walk wall want warm warn waste
    watch water wave ways wealth wear weather week weeks went west western what wheat when where which
    while white whole whom whose wide wife wild willing wind window wine winner winning winter wise with
    within woman women wonder wood word words work world worry worse worst worth would wound write writer
    wrong wrote year years young yours compare comparison compared fifth sixth seventh eighth ninth tenth
    median medians cluster frontier story summary stable sensitive robust boundary decision average describe`
    .split(/\s+/u)
    .filter((word) => word !== ""),
);
