# Production dependencies alone, in a stage of their own: the lockfile decides what is in the image.
FROM node:24.21.0-trixie-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
# What is in the image, as CycloneDX: /app/sbom.cdx.json.
RUN npm sbom --package-lock-only --sbom-format cyclonedx --omit dev > sbom.cdx.json

# The page is built with the development dependencies, which stay behind. Types are taken out of the sources here, as Node's
# reader of TypeScript takes 11 MiB in each thread that has to do it.
FROM node:24.21.0-trixie-slim AS page
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY tiering tiering
COPY data data
COPY contract contract
COPY prompts prompts
COPY service service
COPY server server
COPY bin bin
COPY web web
RUN node node_modules/vite/bin/vite.js build web --logLevel warn && node node_modules/vite/bin/vite.js build web/run-view --logLevel warn
RUN node bin/strip-types.ts tiering data contract prompts service server bin

# Nothing but libraries and Node itself: no shell, no package manager, nobody's root.
FROM gcr.io/distroless/cc-debian13:nonroot
# Two arenas: threads that each keep one of their own hold a third more memory than they use. A threshold that does not
# grow: buffers above it go back to the system when they are free, rather than to an arena that keeps them. It is what the
# compiler of V8 takes at a time, tens of megabytes for one large function: at twice as much the arenas kept 50 MiB more.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=32768 MALLOC_TRIM_THRESHOLD_=131072
WORKDIR /app
COPY --from=dependencies /usr/local/bin/node /usr/local/bin/node
COPY --from=dependencies /app/node_modules node_modules
COPY --from=dependencies /app/sbom.cdx.json ./
COPY package.json ./
COPY --from=page /app/tiering tiering
COPY --from=page /app/data data
COPY --from=page /app/contract contract
COPY --from=page /app/prompts prompts
COPY --from=page /app/service service
COPY --from=page /app/server server
COPY --from=page /app/bin bin
COPY --from=page /app/web/dist web/dist
# Others reach it, so it wants to know who asks: docker run -e TIERING_TOKEN=… (or AUTH=none, to let in everybody).
USER nonroot
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["/usr/local/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Exec form: node itself receives SIGTERM and drains.
# A third of the instance's memory for its heap: the rest is for workers, columns and buffers. The space for what is young,
# three times this in each thread, grows with the book that is read and would not shrink: 100 MiB of nothing. One thread that
# compiles for all others: each takes up to 28 MiB for a large function.
CMD ["/usr/local/bin/node", "--max-old-space-size-percentage=30", "--max-semi-space-size=4", "--v8-pool-size=1", "--import", "./server/plain-sources.js", "server/main.ts"]
