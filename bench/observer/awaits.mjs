// Three million awaits. Prints how long they took.
const from = performance.now();
const step = async (n) => n;
let kept = 0;
for (let n = 0; n < 3_000_000; n++) kept += await step(n & 1);
console.log(JSON.stringify({ ms: performance.now() - from, kept }));
