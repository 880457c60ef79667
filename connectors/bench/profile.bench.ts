import pg from 'pg'
import { postgresConnector } from '../src/postgres/index.ts'
import { startTestCluster, type TestCluster } from '../src/testing/postgres-cluster.ts'
import { type Figure, type Measurement, type MeasureOptions, median, secondsOf } from './measurement.ts'

const fullRows = 10_000_000
/** Nine columns as a court would have them: keys, ids, names, codes with gaps, phones, amounts, days, clocks, case numbers. */
const columns = `n::bigint AS id,
  lpad((n % 899999)::text, 6, '1') || (19500101 + n % 300000) || lpad((n % 1000)::text, 3, '0') || 'X' AS id_no,
  substr('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许', n % 20 + 1, 1) || substr('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平', n / 20 % 20 + 1, 2 - n % 2) AS name,
  CASE WHEN n % 50 = 0 THEN NULL WHEN n % 51 = 0 THEN '' ELSE (n % 3)::text END AS sex,
  '13' || lpad((n::bigint * 7919 % 1000000000)::text, 9, '0') AS phone,
  ((n::bigint * 7907 % 100000000)::numeric / 100)::numeric(12, 2) AS amount,
  date '2015-01-01' + n % 4000 AS judged,
  timestamp '2015-01-01' + n * interval '37 seconds' AS seen,
  '（' || (2015 + n % 9) || '）内' || lpad((n % 90)::text, 4, '0') || '刑初' || n % 100000 || '号' AS case_no`

/**
 * The profile of a table against `count(*)` with min and max of the same columns, both with one process, taking turns in the
 * same run: the statement as anyone writes it, in the order of the database (C.UTF-8), and for comparison with texts
 * `COLLATE "C"`, the cheapest order there is, which the profile uses.
 */
export const profileMeasurement: Measurement = {
  name: 'profile',
  about: '10 M-row PostgreSQL table: profile() over count(*) with min and max of the same columns',
  async measure(options) {
    await using cluster = await startTestCluster()
    return await measureProfile(cluster, options)
  },
}

async function measureProfile(
  cluster: TestCluster,
  { scale, rounds, say }: MeasureOptions,
): Promise<readonly Figure[]> {
  const rows = Math.round(fullRows * scale)
  const making = await secondsOf(() =>
    cluster.run(
      `CREATE TABLE judgments AS SELECT ${columns} FROM generate_series(1, ${rows}) n;
       ANALYZE judgments; CREATE ROLE reader LOGIN PASSWORD '${cluster.password}'; GRANT SELECT ON judgments TO reader`,
    ),
  )
  say(`${rows} rows made in ${making.toFixed(0)} s`)
  const address = { host: '127.0.0.1', port: cluster.port }
  await using source = await postgresConnector.open(
    postgresConnector.settings.parse({
      ...address,
      database: 'postgres',
      user: 'reader',
      password: cluster.password,
    }),
    {
      network: { allowed: [`${address.host}:${address.port}`], refused: [] },
      landing: '',
      signal: new AbortController().signal,
    },
  )
  const found = (await source.tables())[0]?.columns ?? []
  const statement = (collate: string) => {
    const bounds = found.map(({ name, type }) => {
      const value = type === 'text' ? `"${name}"${collate}` : `"${name}"`
      return `min(${value}), max(${value})`
    })
    return `SELECT count(*), ${bounds.join(', ')} FROM judgments`
  }
  const plain = new pg.Client({ ...address, user: 'reader', password: cluster.password, database: 'postgres' })
  await plain.connect()
  const count = (text: string) => secondsOf(() => plain.query(text))
  const [asWritten, cheapest] = [statement(''), statement(' COLLATE "C"')]
  const profiled: number[] = []
  const counted: number[] = []
  const countedByByte: number[] = []
  await plain.query('SET max_parallel_workers_per_gather = 0')
  await count(asWritten)
  for (let round = 0; round < rounds; round++) {
    counted.push(await count(asWritten))
    const seconds = await secondsOf(async () => {
      const profile = await source.profile({
        table: 'judgments',
        columns: found.map(({ name }) => name),
        topValues: 10,
      })
      if (profile.rows !== rows) throw new Error(`${profile.rows} rows instead of ${rows}`)
    })
    profiled.push(seconds)
    countedByByte.push(await count(cheapest))
    const shown = [seconds, counted.at(-1), countedByByte.at(-1)].map((figure) => `${figure?.toFixed(2)} s`)
    say(`round ${round + 1}: profile ${shown[0]}, count with min and max ${shown[1]}, by byte ${shown[2]}`)
  }
  await plain.query('SET max_parallel_workers_per_gather = 2')
  const parallel = await count(asWritten)
  await plain.end()
  return [
    { name: 'rows', value: rows, unit: '' },
    { name: 'profile, median', value: median(profiled), unit: 's' },
    { name: 'count(*), min, max, median', value: median(counted), unit: 's' },
    { name: 'ratio', value: median(profiled) / median(counted), unit: '', most: 3 },
    { name: 'count(*), min, max COLLATE "C", median', value: median(countedByByte), unit: 's' },
    { name: 'ratio to COLLATE "C"', value: median(profiled) / median(countedByByte), unit: '' },
    { name: 'count(*), min, max, two workers', value: parallel, unit: 's' },
  ]
}
