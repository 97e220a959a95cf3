import { markZero } from "./begin.ts";

/**
 * Imported last by every submitted ES module. Imports are evaluated before the module that has them, so the
 * first evaluation of this one lies between the linked graph and the learner's first statement.
 */
markZero();
