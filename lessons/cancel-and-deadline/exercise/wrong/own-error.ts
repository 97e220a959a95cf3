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

// Every reason becomes the same word.
export async function copyAll(
  names: string[],
  disk: Disk,
  signal: AbortSignal,
): Promise<number> {
  let copied = 0;
  for (const name of names) {
    if (signal.aborted) throw new Error("cancelled");
    const handle = await disk.open(name);
    try {
      copied += await copy(name, handle, disk, signal);
    } catch {
      throw new Error("cancelled");
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
  for (;;) {
    const chunk = await handle.read(signal);
    if (chunk === null) return chunks;
    await disk.save(name, chunk, signal);
    chunks += 1;
  }
}
