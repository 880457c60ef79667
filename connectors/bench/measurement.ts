/** One measurement of `npm run bench:sources`. A figure has a name, a value, a unit, and the bound that it should keep, if any. */
export interface Measurement {
  /** What `--only` calls it. */
  readonly name: string
  readonly about: string
  measure(options: MeasureOptions): Promise<readonly Figure[]>
}

export interface MeasureOptions {
  /** 1 is full size; smaller for a quick look. */
  readonly scale: number
  /** Repetitions; a figure is the median of them. */
  readonly rounds: number
  readonly say: (text: string) => void
}

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** `value` should not be above it. */
  readonly most?: number
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
