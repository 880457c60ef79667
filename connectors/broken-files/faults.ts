import type { Landed } from './check-file.ts'

/** A mistake that an importer could make, made on what landed. Returns the same object where it finds nothing to spoil. */
export interface Fault {
  readonly name: string
  readonly tamper: (landed: Landed) => Landed
}

type Row = Landed['rows'][number]

/** The books agree with the files again: only the truth can tell that something is missing. */
function recounted(landed: Landed): Landed {
  const [accepted, rejected] = [landed.rows.length, landed.rejects.length]
  return { ...landed, batch: { ...landed.batch, accepted, rejected, physicalRows: accepted + rejected } }
}

const changeRow = (landed: Landed, at: number, change: (row: Row) => Row): Landed => ({
  ...landed,
  rows: landed.rows.map((row, index) => (index === at ? change(row) : row)),
})

export const faults: readonly Fault[] = [
  { name: 'drops the last row', tamper: (landed) => recounted({ ...landed, rows: landed.rows.slice(0, -1) }) },
  {
    name: 'drops a row in the middle',
    tamper: (landed) => recounted({ ...landed, rows: landed.rows.toSpliced(Math.floor(landed.rows.length / 2), 1) }),
  },
  {
    name: 'says nothing of a rejected row',
    tamper: (landed) => recounted({ ...landed, rejects: landed.rejects.slice(1) }),
  },
  {
    name: 'counts wrongly',
    tamper: (landed) => ({ ...landed, batch: { ...landed.batch, physicalRows: landed.batch.physicalRows - 1 } }),
  },
  {
    name: 'changes the last character of a cell',
    tamper: (landed) =>
      changeRow(landed, 0, (row) =>
        row.map((cell, at) => (at === 1 && cell !== null ? `${cell.slice(0, -1)}?` : cell)),
      ),
  },
  {
    name: 'trims cells',
    tamper: (landed) => ({ ...landed, rows: landed.rows.map((row) => row.map((cell) => cell?.trim() ?? null)) }),
  },
  {
    name: 'swaps two columns of a row',
    tamper: (landed) =>
      changeRow(landed, 0, (row) => [row[0] ?? null, row[2] ?? null, row[1] ?? null, ...row.slice(3)]),
  },
  {
    name: 'moves values to the next row',
    tamper: (landed) => ({
      ...landed,
      rows: landed.rows.map(([row], at) => [row ?? null, ...(landed.rows[at + 1] ?? landed.rows[0] ?? []).slice(1)]),
    }),
  },
  {
    name: 'invents a row',
    tamper: (landed) => recounted({ ...landed, rows: [...landed.rows, ['99999', ...(landed.rows[0] ?? []).slice(1)]] }),
  },
  {
    name: 'empties a cell',
    tamper: (landed) =>
      changeRow(landed, landed.rows.length - 1, (row) => row.map((cell, at) => (at === 1 ? null : cell))),
  },
  { name: 'does not declare a damaged cell', tamper: (landed) => ({ ...landed, damaged: landed.damaged.slice(1) }) },
  {
    name: 'forgets the original of a damaged cell',
    tamper: (landed) => ({ ...landed, damaged: landed.damaged.map((one) => ({ ...one, original: 'x' })) }),
  },
  {
    name: 'rejects without words',
    tamper: (landed) => ({ ...landed, rejects: landed.rejects.map((one) => ({ ...one, reason: { zh: '', en: '' } })) }),
  },
  {
    name: 'forgets the original of a rejected row',
    tamper: (landed) => ({ ...landed, rejects: landed.rejects.map((one) => ({ ...one, original: '' })) }),
  },
  {
    name: 'takes the first row for a footer',
    tamper: (landed) =>
      recounted({
        ...landed,
        rows: landed.rows.slice(1),
        skipped: [...landed.skipped, { row: Number(landed.rows[0]?.[0]), why: 'footer', text: '' }],
      }),
  },
]
