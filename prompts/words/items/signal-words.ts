import type { Signal } from "../../../tiering/index.ts";

/** How people name the four signals, phrases separated by commas; the longest phrase at a place wins. */
export const SIGNAL_WORDS: Readonly<Record<Signal, string>> = {
  runway: `future purchase amount, future purchases, purchase potential, buying potential, future buying, purchasing potential, barely scratched the surface, only scratched the surface, scratched the surface, underdogs, huge tomorrow, big tomorrow, tomorrow winners, room to run, money left on the table, dry powder, what they could spend, what they could still spend, blue ocean, greenfield potential, upside left, potential still to come, where we are under penetrated, biggest gap, untapped revenue, future dollars, future money, future spend, tomorrow revenue, unspent wallet, wallets, with legs, where the money still is, where the money is, how much more revenue, get out of an account, get out of each account, get out of them, where we can still expand, still expand, runway, less revenue today than, rw, w_runway, revenue runway, big possibility, possibility, possibilities, incremental dollars, upsell potential, sleeping giants, unspent budget, room, size of the opportunity, unused potential, market opportunity, open potential, run way, upside, potential, potentials, headroom,
    head room, whitespace, white space, expansion, expansions, expand, expandable, opportunity, opportunities,
    untapped, unrealised, unrealized, revenue potential, potential revenue, future revenue, future revenues,
    future potential, growth potential, potential growth, potential for growth, potential to grow, potential
    to expand, future growth, growth headroom, growth runway, growth opportunity, growth opportunities, growth
    upside, room to grow, room for growth, room to expand, room left, space to grow, capacity to grow, can
    still grow, could still grow, able to grow, grow with us, grow a lot with us, still to win, left to win,
    left to sell, left to spend, most left, spend with us, buy with us, more business with us, do more
    business, more business, still to sell, left on the table, money on the table, on the table, left to gain,
    left to capture, yet to capture, not yet captured, still buy, could buy, could still buy, can still buy,
    buy more, buy from us, spend more, could spend, more to spend, more they could buy, could be worth, still
    be worth, wallet, share of wallet, wallet share, size of the prize, prize, cross sell, cross selling,
    upsell, up sell, upselling, upsizing, remaining revenue, revenue left, revenue to be won, revenue still to
    come, revenue yet to come, unmet demand, unsold, untouched, addressable, incremental revenue, additional
    revenue, incremental, remaining potential, remaining opportunity, remaining room, biggest prize, long term
    value, future value, future sales, future business, prospects, latent, dormant potential, scope for more,
    scope to grow, more to give, more we can sell, how much more, upward potential, growth room, unexploited,
    under penetrated, underpenetrated, penetration gap, underdeveloped, unfulfilled, hidden potential, blue
    sky, future upside, revenue upside, revenue headroom, revenue opportunity, farming potential, expansion
    revenue, sales potential`,
  growth: `racing ahead, racing, on a roll, the ones on a roll, expansion speed, speed of expansion, pace of expansion, expansion rate, speeding up, keep growing, keeps growing, kept growing, keep compounding, keeps compounding, keep expanding, keeps expanding, keep climbing, continue to grow, continues to grow, continue growing, still growing, fast growers, outperformers, on fire, taking off, flying, going through the roof, shooting up, expanding quickest, up and to the right, winners of today, tear, high velocity, booming accounts, thriving, compounders, compounder, on a tear, hockey stick, hockey sticks, like a weed, dynamism, dynamism of the revenue, last yrs growth, last year growth, growth, gr, w_growth, hyper growth, accelerators, growers, quickly growing, growing client, growth rate, growth rates, revenue growth, sales growth, arr growth, mrr growth, turnover growth, spend growth, growing, grow, grows, grew, grown, grower, cagr, momentum,
    accelerating, accelerate, accelerates, acceleration, velocity, speed, pace, rapid, rapidly, fast, faster,
    fastest, quick, quickest, quicker, high growth, fast movers, fast mover, rising, rising stars, rising
    star, up and coming, up and comers, risers, how fast, how quickly, how fast they grow, how fast they are
    growing, trajectory, upward trajectory, upward trend, trend, trends, trending, year over year, year on
    year, yoy growth, yoy revenue growth, yoy, y o y, surging, surge, booming, boom, scaling, scaling up, scale ups, high flyers, high flyer,
    rocket, rockets, rocket ships, rocketing, take off, took off, skyrocketing, gazelles, gazelle, traction,
    dynamic, dynamics, compounding, compound growth, compound annual growth, compound annual growth rate,
    annual growth, expanding fast, expanding quickly, expanding rapidly, growing quickly, on the rise, on the
    up, ramping, ramping up, climbing, climbers, growth stars, recent growth, past growth, historic growth,
    historical growth, upswing, upturn, hypergrowth, tailwind, tailwinds, fastest expanding, fast expanding,
    getting bigger, revenue momentum, sales momentum, sprinting, sprinters`,
  geo: `regional tam penetration, local tam penetration, regional tam, local tam, territory tam, tam of the region, tam of their region, tam in their region, share of regional tam, share of local tam, local market penetration, regional market penetration, territory penetration, regional penetration, tam penetration by region, tam penetration by country, penetration by region, penetration by country, penetration by territory, region share, regions share, territory share, country share, share of the local market, home turf, home market, home markets, local strength, regional strength, local footprint, regional footprint, big fish in every region, local champions, local champion, regional champions, geo, w_geo, slice of its local market, slice of the local market, local market share, territorial dominance, regional dominance, geography stuff, geo share, the region, geos, geography, geographies,
    geographic, geographical, geographically, region, regions, regional, regionally, territory, territories,
    territorial, location, locations, locale, located, local, locally, local market, local markets, place,
    places, country, countries, area, areas, where they are, where they are located, where they are based,
    where they sit, where the customer is, where customers are, where accounts are, where the accounts are,
    where the account is, where in the world, where they live, where they operate, where the customers are,
    where our customers are, map, market share by region, geographic share, regional share, share of region,
    share of the region, regional market, regional markets, regional market share, geographic market,
    geographic footprint, footprint, continent, continents, city, cities, nation, nations, national, theatre,
    theater, zone, zones, province, provinces, district, districts, site, sites`,
  category: `industry tam penetration, vertical tam penetration, industry tam, vertical tam, sector tam, tam of the industry, tam of their industry, tam in their industry, tam in their vertical, share of industry tam, share of vertical tam, industry penetration, sector penetration, vertical penetration, market share in the category, market share in the industry, market share in the sector, tam penetration by vertical, tam penetration by industry, tam penetration by sector, penetration by vertical, penetration by industry, penetration by sector, cat share, sector share, industrys share, vertical share, share of vertical, industry strength, sector strength, industry footprint, industry specialists, sector leaders, sector leader, vertical leaders, own the vertical, industry champions, category leaders, category leader, category, cat, w_category, category share, vertical dominance, sector expertise, the vertical, the industry, share of industry, industry position, categories,
    industry, industries, industrial, vertical, verticals, vertical by vertical, sector, sectors, sectoral,
    line of business, lines of business, business line, type of business, business type, kind of business,
    field of business, what they do, what business they are in, business they are in, what industry, branch,
    branches, trade, trades, domain, domains, specialty, specialties, speciality, industry sector, industry
    vertical, market segment, market segments, industry segment, industry segments, customer segment, industry
    share, share of category, commercial category, industry leadership, category leadership, profession,
    niche, niches`,
};

/** The parts of the composite score, by what people call them. */
export const COEFFICIENTS: ReadonlyMap<string, "tpa" | "sfi" | "tci"> = new Map([
  ...(["tpa", "sfi", "tci"] as const).map((name) => [name, name] as const),
  ...["tci_pi", "tci_rev", "compactness"].map((name) => [name, "tci"] as const),
]);
