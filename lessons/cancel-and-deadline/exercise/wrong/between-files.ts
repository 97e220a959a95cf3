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

// Asks before every file, and not again until the next.
export async function copyAll(
  names: string[],
  disk: Disk,
  signal: AbortSignal,
): Promise<number> {
  let copied = 0;
  for (const name of names) {
    signal.throwIfAborted();
    const handle = await disk.open(name);
    try {
      copied += await copy(name, handle, disk);
    } finally {
      await handle.close();
    }
  }
  signal.throwIfAborted();
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
