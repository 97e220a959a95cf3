type Ask = (id: number) => Promise<number>;

// ko: ‹왜 이제 괜찮은가›
// en: ‹why it is right now›
export function answer(ids: number[], ask: Ask) {
  return Promise.all(ids.map((id) => ask(id)));
}
