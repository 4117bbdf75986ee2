/** A node of the syntax tree, and what holds it, as far as is looked at. */
interface Place {
  readonly node: {
    readonly type: string;
    readonly callee?: { readonly type: string; readonly property?: { readonly name?: string } };
  };
  readonly parentPath: Place | null;
  readonly listKey?: string;
}

/** Leaves out the sentences that a schema is described with, `.describe("…")`: they are for people, and decide nothing. */
function isProse({ parentPath, listKey }: Place): boolean {
  const { callee } = parentPath?.node ?? {};
  return (
    listKey === "arguments" && callee?.type === "MemberExpression" && callee.property?.name === "describe"
  );
}

/** A plugin of Stryker's, by its form. */
export const strykerPlugins = [
  {
    kind: "Ignore",
    name: "prose",
    value: { shouldIgnore: (place: Place) => (isProse(place) ? "a schema's description" : undefined) },
  },
];
