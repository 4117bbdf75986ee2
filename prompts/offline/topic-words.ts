/** Words that the policy phrases, the asks and the talk use, so that slips in them are mended too. */
export const TOPIC_WORDS: ReadonlySet<string> = new Set(
  `about account accounts allow alone another average baseline because between book boundary budget calculate
    calculated change changed changes client clients cluster clustering clusters compare comparison
    composite could customer customers decision difference direct does explain freeze from frozen group
    groups have hello hold hybrid instructions jump jumping jumps limit limited limits lock locked many
    mean means measure method methods more morning most move moved movement movements moves moving much
    natural only other percent please portfolio previous prompt restrict restricted restriction revert
    rules segment segmentation segments separate separates shift shifts should silhouette some strategic
    strategically such than thank thanks that their them then there these they this those tier tiers touch
    tree undo untouched weight weights what when where which with within work works would your`
    .split(/\s+/u)
    .filter((word) => word !== ""),
);
