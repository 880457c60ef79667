import { parseArgs } from 'node:util'
import { importMeasurement } from './import.bench.ts'
import type { Figure, Measurement } from './measurement.ts'
import { profileMeasurement } from './profile.bench.ts'
import { pushMeasurement } from './push.bench.ts'

/** What reading agency sources costs, one measurement a module. Figures against their bounds; machines are shared, so nothing fails. */
const measurements: readonly Measurement[] = [profileMeasurement, importMeasurement, pushMeasurement]

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    scale: { type: 'string', default: '1' },
    rounds: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const say = (text: string) => void process.stdout.write(`${text}\n`)

if (values.help) {
  say('npm run bench:sources -- [--only=profile] [--scale 1] [--rounds 3]')
  for (const { name, about } of measurements) say(`  ${name.padEnd(8)} ${about}`)
} else await main()

async function main(): Promise<void> {
  const scale = Number(values.scale)
  const wanted = values.only?.split(',')
  const results: Record<string, Record<string, number>> = {}
  for (const { name, measure } of measurements) {
    if (wanted && !wanted.includes(name)) continue
    const rounds = values.rounds === undefined ? {} : { rounds: Number(values.rounds) }
    const figures = await measure({ scale, rounds: 3, ...rounds, say: (text) => say(`${name}: ${text}`) })
    for (const figure of figures) say(`${name.padEnd(8)} ${line(figure)}`)
    results[name] = Object.fromEntries(figures.map((figure) => [figure.name, round(figure.value)]))
  }
  say(JSON.stringify({ bench: 'sources', scale, ...results }))
}

function line({ name, value, unit, most }: Figure): string {
  const bound = most === undefined ? '' : value <= most ? `  (≤ ${most})` : `  (> ${most})`
  return `${name.padEnd(36)} ${String(round(value)).padStart(10)} ${unit}${bound}`
}

function round(value: number): number {
  return Number(value.toFixed(value < 100 ? 2 : 0))
}
