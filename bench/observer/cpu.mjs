// A fixed piece of computing: primes, strings, objects. Prints how long it took.
const from = performance.now();
let kept = 0;
for (let n = 2; n < 120_000; n++) {
  let prime = true;
  for (let d = 2; d * d <= n; d++) {
    if (n % d === 0) {
      prime = false;
      break;
    }
  }
  if (prime) kept += n;
}
const words = new Map();
for (let n = 0; n < 600_000; n++) {
  const word = `w${(n * 7919) % 5003}`;
  words.set(word, (words.get(word) ?? 0) + 1);
}
for (let n = 0; n < 30; n++) {
  const list = Array.from({ length: 20_000 }, (_, id) => ({ id: (id * 7919) % 20_011, name: `n${id}` }));
  kept += list.sort((a, b) => a.id - b.id)[n].id;
}
console.log(JSON.stringify({ ms: performance.now() - from, kept: kept + words.size }));
