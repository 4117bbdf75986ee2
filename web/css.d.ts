/** A style sheet that a view brings with it. */
declare module "*.css";
