type Ask = (id: number) => Promise<number>;

// ko: ‹무엇이 문제인가›
// en: ‹what is wrong with it›
export async function answer(ids: number[], ask: Ask) {
  const found: number[] = [];
  for (const id of ids) found.push(await ask(id));
  return found;
}
