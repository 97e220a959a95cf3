export type Disk = {
  open(name: string): Promise<Handle>;
  save(
    name: string,
    chunk: string,
    signal?: AbortSignal,
  ): Promise<void>;
};
export type Handle = {
  read(signal?: AbortSignal): Promise<string | null>;
  close(): Promise<void>;
};

// The caller is told at once. Is the work?
export async function copyAll(
  names: string[],
  disk: Disk,
  signal: AbortSignal,
): Promise<number> {
  signal.throwIfAborted();
  const gone = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), {
      once: true,
    });
  });
  return Promise.race([work(names, disk), gone]);
}

async function work(names: string[], disk: Disk) {
  let copied = 0;
  for (const name of names) {
    const handle = await disk.open(name);
    try {
      copied += await copy(name, handle, disk);
    } finally {
      await handle.close();
    }
  }
  return copied;
}

async function copy(name: string, handle: Handle, disk: Disk) {
  let chunks = 0;
  for (;;) {
    const chunk = await handle.read();
    if (chunk === null) return chunks;
    await disk.save(name, chunk);
    chunks += 1;
  }
}
