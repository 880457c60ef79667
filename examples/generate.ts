import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { demoSeed, demoSize, generateDistrict } from './overdue-transfer/generator/generate.ts'
import { postgresScript } from './overdue-transfer/generator/postgres-script.ts'
import { writeAgencyFiles } from './overdue-transfer/generator/write-files.ts'

const help = `npm run examples -- <文件夹 folder> [--seed ${demoSeed}] [--people 800]
写出甲县、乙县各机关的文件与建库脚本，以及应当找到什么（expected.json）。
Writes the agencies' files and database scripts of districts A and B, and what must be found in them.
`

/** `npm run examples`: the demo agencies as files that a person can look at and import. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: demoSeed },
      people: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const folder = positionals[0]
  if (values.help || folder === undefined) {
    process.stdout.write(help)
    process.exitCode = values.help ? 0 : 1
    return
  }
  const people = values.people === undefined ? undefined : Number(values.people)
  if (people !== undefined && !(Number.isInteger(people) && people > 0))
    throw new Error(`--people ${values.people}: 须为正整数 must be a positive integer`)
  for (const district of ['a', 'b'] as const) {
    const { tables, expected } = generateDistrict({ district, seed: values.seed, people: people ?? demoSize[district] })
    const place = resolve(folder, `district-${district}`)
    const written = await writeAgencyFiles(tables, place)
    await writeFile(join(place, `agency_${district}.sql`), postgresScript(tables))
    await writeFile(join(place, 'expected.json'), `${JSON.stringify(expected, null, 1)}\n`)
    for (const { path, table } of written) process.stdout.write(`${path}  ${table.logicalTable} ${table.rows.length}\n`)
    process.stdout.write(`${join(place, `agency_${district}.sql`)}\n`)
  }
}

await main()
