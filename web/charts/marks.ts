/** What of the chart library the page uses; the rest of it stays out of the download. */
export { barX, barY, dot, gridY, line, plot, ruleX, ruleY, text, tickX } from "@observablehq/plot";
