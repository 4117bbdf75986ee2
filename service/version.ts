import packageJson from "../package.json" with { type: "json" };

/** Version of the engine, part of every answer and of every ETag. */
export const ENGINE: string = packageJson.version;
