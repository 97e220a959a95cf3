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

// ko: 신호를 맨 처음에 한 번 봅니다. 그 뒤로는 아무도 보지 않습니다.
// en: Looks at the signal once, at the very beginning, and never again.
export async function copyAll(
  names: string[],
  disk: Disk,
  signal: AbortSignal,
): Promise<number> {
  signal.throwIfAborted();
  let copied = 0;
  for (const name of names) {
    const handle = await disk.open(name);
    copied += await copy(name, handle, disk);
    await handle.close();
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
