type Ask = (id: number) => Promise<number>;

// ‹a tempting mistake: what it believes›
export async function answer(ids: number[], _ask: Ask) {
  return ids.map(() => 1);
}
