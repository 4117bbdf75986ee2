import cors from "cors";
import helmet from "helmet";

/** Response headers that a page of another origin may read. */
const EXPOSED = [
  "Content-Disposition",
  "ETag",
  "Link",
  "RateLimit",
  "RateLimit-Policy",
  "Retry-After",
  "Server-Timing",
  "Tiering-Attempts",
  "Tiering-Book",
  "Tiering-Engine",
  "Tiering-Interpreter",
  "Tiering-Method",
  "Tiering-Plan",
  "Tiering-Reply",
  "Tiering-Run",
  "Tiering-Weights",
  "X-Request-Id",
];

/** Security headers: whatever is served loads from this server only, and is framed by nobody. */
export function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        // Swagger UI's style sheet carries its icons as data URLs.
        imgSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: "cross-origin" },
    xFrameOptions: { action: "deny" },
    referrerPolicy: { policy: "no-referrer" },
  });
}

/** Lets the pages of the listed origins call the API; nobody else's where the list is empty. */
export function allowOrigins(origins: readonly string[]) {
  const origin = origins.includes("*") ? "*" : [...origins];
  return cors({
    origin,
    exposedHeaders: EXPOSED,
    methods: ["GET", "HEAD", "POST", "DELETE"],
    maxAge: 600,
    preflightContinue: true,
  });
}
