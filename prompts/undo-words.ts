const UNDO = new RegExp(
  [
    String.raw`\b(?:undo|revert|step back|roll(?:ed|ing)? ?(?:it |that |this )?back)\b`,
    String.raw`\b(?:take|put) (?:it|that|this|things?) back\b`,
    String.raw`\bscrap (?:it|that|this)\b`,
    // "everything back to how it was"; "set it back to default" names another plan.
    String.raw`\b(?:take|put|give|bring|set|change|turn|switch|get|want|have) (?:me |us )?(?:it|that|this|things?|everything|all|all of it|the (?:plan|tiers|weights|settings)) (?:all )?back\b(?! to (?!how|what|where|the way|before|as))`,
    String.raw`\bback to (?:how|what|the way) (?:it|things?|that|this|everything|we|i)\b`,
    String.raw`\b(?:back to|restore|reinstate|bring back|give (?:me|us) back|get back) (?:the |my |our )?(?:previous|last|earlier|prior|preceding|former|old) (?:one|plan|version|state|run|settings|weights|tiering|tiers|result|setup)\b(?!.*\b(?:but|with|except|plus)\b)`,
    // "go back to growth" is a wish; "go back to what we had" is not.
    String.raw`\b(?:go|going|went|switch|change it) back\b(?! to\b)`,
    String.raw`\b(?:go|going|went|switch|change it) back to (?:what|where|how|before|that|the (?:previous|last|earlier|one|plan|version|state|way|settings|weights)\b)(?! with)`,
  ].join("|"),
  "iu",
);
const NOT = /\b(?:do ?n[o']?t|never|can(?:'t| ?not)) (?:undo|revert|go back|roll)\b/iu;

/** Whether a message asks to take the last plan back. */
export function isUndo(message: string): boolean {
  const start = message.slice(0, 400).replaceAll("’", "'");
  return UNDO.test(start) && !NOT.test(start);
}
