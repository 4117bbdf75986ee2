/** Preloaded into a server: the instance of the blueprint, wherever the test runs. */
process.constrainedMemory = () => 512 * 2 ** 20;
