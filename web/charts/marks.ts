/** What of the chart library the page uses; the rest of it stays out of the download. */
export {
  axisFx,
  axisX,
  axisY,
  barX,
  barY,
  dot,
  gridY,
  line,
  plot,
  ruleX,
  ruleY,
  text,
  tickX,
} from "@observablehq/plot";
