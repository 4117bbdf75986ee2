/** Preloaded into a server: the instance of the blueprint, wherever the test runs. Plain JavaScript, as `loop-delay.js`. */
process.constrainedMemory = () => 512 * 2 ** 20;
