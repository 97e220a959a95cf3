import pLimit from "p-limit";

const limit = pLimit(1);

/** A worker finds the packages too. */
export default (n: number): Promise<number> => limit(() => n * 2);
