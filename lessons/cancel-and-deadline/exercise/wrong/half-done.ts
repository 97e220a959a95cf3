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

// Stops, closes, and says that all is well.
export async function copyAll(
  names: string[],
  disk: Disk,
  signal: AbortSignal,
): Promise<number> {
  let copied = 0;
  for (const name of names) {
    if (signal.aborted) break;
    const handle = await disk.open(name);
    try {
      copied += await copy(name, handle, disk, signal);
    } finally {
      await handle.close();
    }
  }
  return copied;
}

async function copy(
  name: string,
  handle: Handle,
  disk: Disk,
  signal: AbortSignal,
) {
  let chunks = 0;
  while (!signal.aborted) {
    const chunk = await handle.read();
    if (chunk === null) return chunks;
    if (signal.aborted) break;
    await disk.save(name, chunk);
    chunks += 1;
  }
  return chunks;
}
