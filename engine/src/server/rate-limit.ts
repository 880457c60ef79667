/** A bucket of tokens for each name: `burst` at once, then `perSecond` (both counts of requests). */
export interface RateLimit {
  /** 0 if it may go on; else the seconds to wait. */
  take(name: string): number
}

/** Names are forgotten when their bucket is full again; `now` is a clock that never goes back (milliseconds). */
export function createRateLimit(
  { perSecond, burst }: { readonly perSecond: number; readonly burst: number },
  now: () => number = () => performance.now(),
): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const refilled = ({ tokens, at }: { tokens: number; at: number }, time: number) =>
    Math.min(burst, tokens + ((time - at) / 1000) * perSecond)
  const most = 10_000

  function forgetFull(time: number): void {
    for (const [name, bucket] of buckets) if (refilled(bucket, time) >= burst) buckets.delete(name)
  }

  return {
    take(name) {
      const time = now()
      if (buckets.size >= most) forgetFull(time)
      const bucket = buckets.get(name) ?? { tokens: burst, at: time }
      const tokens = refilled(bucket, time)
      const granted = tokens >= 1
      buckets.set(name, { tokens: granted ? tokens - 1 : tokens, at: time })
      return granted ? 0 : Math.ceil((1 - tokens) / perSecond)
    },
  }
}

/** At most so many at the same time, for each name and in all: bodies are held in memory while they arrive. */
export interface Places {
  /** Takes a place, to be given back with `leave`. False if there is none. */
  enter(name: string): boolean
  leave(name: string): void
}

export function createPlaces({ each, all }: { readonly each: number; readonly all: number }): Places {
  const taken = new Map<string, number>()
  let total = 0
  return {
    enter(name) {
      const own = taken.get(name) ?? 0
      if (own >= each || total >= all) return false
      taken.set(name, own + 1)
      total++
      return true
    },
    leave(name) {
      const own = taken.get(name) ?? 0
      if (own <= 1) taken.delete(name)
      else taken.set(name, own - 1)
      total--
    },
  }
}
