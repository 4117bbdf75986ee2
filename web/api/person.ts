let person = "";

/** Whose the browser's memory is, as the beginning of its names: "" on a server that does not want to know. */
export function personTag(): string {
  return person;
}

/** Says who uses the page, before anything is remembered or brought back. */
export function setPerson({ workspace, name }: { readonly workspace: string; readonly name: string }): void {
  // Neither has a slash in it.
  person = `${workspace}/${name}/`;
}
