/** Words that the policy phrases, the asks and the talk use, so that slips in them are mended too. */
export const TOPIC_WORDS: ReadonlySet<string> = new Set(
  `account accounts customer customers client clients move moves moved moving movement movements change changes changed
  shift shifts budget jump jumps jumping freeze frozen lock locked hold untouched alone touch strategic strategically
  restrict restricted restriction limit limited limits within allow undo revert compare comparison difference separates
  separate cluster clusters clustering segment segments segmentation group groups natural explain rules tree decision
  method methods hybrid baseline direct boundary between hello thanks thank morning please percent weights weight about
  accounts composite silhouette instructions prompt previous because would should could which there their these those
  where other another your what when that this with from have they them then than some more most many much such only
  tier tiers account book portfolio mean means does work works measure calculate calculated average accounts`
    .split(/\s+/u)
    .filter((word) => word !== ""),
);
