import { showRow } from './compare.ts'
import type { Asked, Difference } from './run-fuzz.ts'

/** A difference with everything that is needed to look at it again. */
export function showDifference({ seed, number, oracle, engine, finding, graph }: Difference): string {
  const rows = (label: string, all: Difference['finding']['missing']) =>
    all && all.length > 0 ? [`${label}:`, ...all.slice(0, 6).map((row) => `  ${showRow(row)}`)] : []
  const read = graph.tables.filter(({ name }) => JSON.stringify(finding.plan).includes(`"${name}"`))
  return [
    `── graph ${number} of seed ${seed}: ${oracle}, ${engine}: ${finding.what}`,
    `again: npm run fuzz -- --seed ${seed} --graph ${number}`,
    `plan: ${JSON.stringify(finding.plan)}`,
    ...read.map(
      ({ name, columns, rows: data }) =>
        `table ${name}: ${JSON.stringify(columns.map((column) => `${column.name} ${column.type}`))} ${JSON.stringify(data)}`,
    ),
    ...(finding.sql ? [`sql: ${finding.sql}`] : []),
    ...rows('missing', finding.missing),
    ...rows('unexpected', finding.extra),
  ].join('\n')
}

export function showAsked(asked: Readonly<Record<string, Asked>>): readonly string[] {
  return Object.entries(asked).map(
    ([name, { compared, unsupported, stopped }]) =>
      `${name}: ${compared} answers compared, ${unsupported} not supported there, ${stopped} stopped at an overflow`,
  )
}
