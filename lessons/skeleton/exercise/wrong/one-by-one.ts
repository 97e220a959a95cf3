type Ask = (id: number) => Promise<number>;

// ‹another one›
export async function answer(ids: number[], ask: Ask) {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (id: number) => {
    const asked = turn.then(() => ask(id));
    turn = asked;
    return asked;
  };
  return Promise.all(ids.map(inTurn));
}
