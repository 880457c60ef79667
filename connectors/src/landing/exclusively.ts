const queues = new Map<string, Promise<unknown>>()

/** Runs acts of the same key one after the other, within this process. */
export async function exclusively<Result>(key: string, act: () => Promise<Result>): Promise<Result> {
  const before = queues.get(key) ?? Promise.resolve()
  const own = before.then(act, act)
  queues.set(key, own)
  try {
    return await own
  } finally {
    if (queues.get(key) === own) queues.delete(key)
  }
}
