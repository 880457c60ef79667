import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLanding } from '../src/landing/index.ts'
import type { BrokenKind } from './broken-file.ts'
import { checkFile, type Findings } from './check-file.ts'
import { createRandom, seedOf } from './random.ts'

export interface KindResult {
  readonly kind: BrokenKind
  readonly files: number
  readonly refused: number
  readonly rows: number
  readonly cells: number
}

export interface Result {
  readonly kinds: readonly KindResult[]
  readonly files: number
  readonly lost: number
  readonly changed: number
  readonly broken: number
}

interface Order {
  readonly seed: number
  readonly kinds: readonly BrokenKind[]
  readonly filesOfEach: number
  /** The number of the first file of each kind. */
  readonly first?: number
  readonly onFinding: (line: string) => void
}

const atATime = 2

/** Makes the files, imports each through a landing store of its own, and counts what differs from what was put in. */
export async function runBrokenFiles({ seed, kinds, filesOfEach, first = 0, onFinding }: Order): Promise<Result> {
  const root = await mkdtemp(join(tmpdir(), 'jianmo-broken-'))
  const landing = openLanding(join(root, 'landing'))
  const totals = { lost: 0, changed: 0, broken: 0 }
  const results = new Map<BrokenKind, Findings[]>(kinds.map((kind) => [kind, []]))
  const queue = kinds.flatMap((kind) => Array.from({ length: filesOfEach }, (_, at) => ({ kind, number: first + at })))
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { kind, number } = next
      const found = await checkFile(landing, kind, kind.make(createRandom(seedOf(seed, kind.name, number))))
      results.get(kind)?.push(found)
      for (const what of ['lost', 'changed', 'broken'] as const) {
        totals[what] += found[what].length
        const [one, ...others] = found[what]
        if (one)
          onFinding(
            `${kind.name} --seed ${seed} --file ${number} ${what}: ${one}${others.length > 0 ? ` (and ${others.length} more)` : ''}`,
          )
      }
    }
  }
  try {
    await Promise.all(Array.from({ length: atATime }, work))
  } finally {
    await rm(root, { recursive: true, force: true })
  }
  return {
    ...totals,
    files: kinds.length * filesOfEach,
    kinds: [...results].map(([kind, found]) => ({
      kind,
      files: found.length,
      refused: found.filter(({ refused }) => refused).length,
      rows: found.reduce((sum, { rows }) => sum + rows, 0),
      cells: found.reduce((sum, { cells }) => sum + cells, 0),
    })),
  }
}
