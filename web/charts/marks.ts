/** What of the chart library the page uses; the rest of it stays out of the download. */
export {
  axisFx,
  axisX,
  axisY,
  barY,
  dot,
  gridY,
  line,
  plot,
  ruleY,
  text,
} from "@observablehq/plot";
