/** Every property of the gate draws its cases from this one seed: the same cases, and the same answer, on every machine. */
import fc from "fast-check";

fc.configureGlobal({ seed: 20_260_101 });
