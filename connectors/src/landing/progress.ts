/** How far the parsing of a file is. `bytes` of the original file have been read; both only grow. */
export interface ParseProgress {
  readonly rows: number
  readonly bytes: number
}

/** What a parser tells while it works; cheap enough for every row. */
export interface ProgressMeter {
  row(): void
  /** More bytes of the original file were read; a fraction is allowed. */
  bytes(more: number): void
}

const rowsBetween = 2000
const millisecondsBetween = 100

/** Calls `report` at most every 100 ms; a parser that never yields is heard as well, because nothing here waits. */
export function createMeter(report: (progress: ParseProgress) => void): ProgressMeter {
  let rows = 0
  let bytes = 0
  let reportedAt = 0
  const tell = () => {
    const now = performance.now()
    if (now - reportedAt < millisecondsBetween) return
    reportedAt = now
    report({ rows, bytes: Math.round(bytes) })
  }
  return {
    row() {
      if (++rows % rowsBetween === 0) tell()
    },
    bytes(more) {
      bytes += more
      tell()
    },
  }
}
