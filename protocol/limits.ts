/** What one run may ask for and use. One page; each number with its reason. */
export const limits = {
  /** Long enough for every lesson (the longest takes 5 s), short enough that a forgotten loop is cheap. */
  wallMs: { default: 10_000, min: 100, max: 60_000 },
  /** From hand-over to time zero: resolving, compiling and loading packages, not the learner's time. */
  startMs: 5_000,
  heapMb: 128,
  /** Buffers, WebAssembly and threads live outside the heap. */
  rssMb: 384,
  outputBytes: 1 << 20,
  files: 50,
  sourceBytes: 512 << 10,
  bodyBytes: 1 << 20,
  pathChars: 120,
  /** The learner's own, on top of what Node, the observer and libuv's pool need. */
  workers: 16,
  poolThreads: { min: 1, max: 16 },
  tmpBytes: 64 << 20,
  /** A request in flight costs two. */
  descriptors: 1_024,
  events: 20_000,
  telemetryBytes: 4 << 20,
  errors: 20,
  noteBytes: 1_024,
  env: { keys: 32, valueChars: 1_024 },
  services: {
    /** A warm one is there at once; a cold one takes 0.3 s, on a busy machine several times that. */
    startMs: 20_000,
    postgres: {
      /** As PostgreSQL comes: pools are learnt by running out of these. */
      connections: 100,
      /** Memory of its own of all its processes: a hundred idle connections take some 150 MB. */
      memoryMb: 384,
      /** Of one of them: a query that wants more is told that memory is out, and the others go on. */
      processMb: 192,
      dataBytes: 256 << 20,
      /** Apart from the data, so that a full disk refuses an INSERT and does not end the server. */
      walBytes: 64 << 20,
    },
    redis: {
      /** What data may take; then writes are refused, as a queue wants it (`noeviction`). */
      dataMb: 64,
      /** With what clients have sent and not yet read. */
      memoryMb: 192,
      diskBytes: 16 << 20,
    },
  },
  load: {
    phases: 20,
    seconds: 60,
    rate: 2_000,
    /** Also the largest burst: past this, descriptors run out before anything is learnt. */
    connections: 256,
    mix: 20,
    headers: 32,
    bodyChars: 64 << 10,
    pathChars: 2_048,
    /** How long a program may take to `listen()`. */
    listenMs: 3_000,
  },
  /** A comment ping this often keeps proxies from closing a quiet stream. */
  pingMs: 10_000,
  /** A reader that takes nothing for this long is cut off. */
  stalledReaderMs: 30_000,
} as const;
