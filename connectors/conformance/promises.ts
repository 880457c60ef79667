import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCsvParser } from '../src/transport/rows-file/index.ts'
import type { Connector, ExtractRequest, OpenSource, Text } from '../src/words/index.ts'
import { ProductError } from '../src/words/index.ts'
import { type Fixture, openFixture } from './fixture.ts'
import type { StandardTable } from './standard-table.ts'

export interface Subject {
  readonly connector: Connector
  readonly fixture: Fixture
  readonly table: StandardTable
}

/** What every kind of source owes its readers. `check` throws if it is broken; `owed` says for whom it does not hold. */
export interface SourcePromise {
  readonly id: string
  readonly label: Text
  readonly owed?: (connector: Connector) => boolean
  check(subject: Subject): Promise<void>
}

export const promises: readonly SourcePromise[] = [
  {
    id: 'settings',
    label: { zh: '设置项严格', en: 'strict settings' },
    check: async ({ connector, fixture }) => {
      assert.ok(connector.settings.safeParse(fixture.settings).success)
      const refuse = (settings: unknown, why: string) =>
        assert.ok(!connector.settings.safeParse(settings).success, `accepted ${why}`)
      refuse({ ...fixture.settings, options: '-c statement_timeout=0' }, 'a setting that nobody knows')
      refuse([fixture.settings], 'a list')
      for (const name of Object.keys(fixture.settings)) {
        refuse({ ...fixture.settings, [name]: { toString: 'x' } }, `an object for ${name}`)
        refuse({ ...fixture.settings, [name]: [fixture.settings[name]] }, `a list for ${name}`)
      }
    },
  },
  {
    id: 'form',
    label: { zh: '表单完整', en: 'complete form' },
    check: async ({ connector, fixture }) => {
      for (const name of Object.keys(fixture.settings)) assert.ok(connector.form[name], `${name} is not in the form`)
      for (const [name, field] of Object.entries(connector.form)) {
        assert.ok(field.label.zh && field.label.en, `${name} has no words`)
        assert.equal(field.control === 'password', connector.secrets.includes(name), `${name} is a secret or is not`)
        for (const { value } of field.choices ?? [])
          assert.ok(connector.settings.safeParse({ ...fixture.settings, [name]: value }).success, `${name}: ${value}`)
      }
    },
  },
  {
    id: 'tables',
    label: { zh: '表与列', en: 'tables and columns' },
    check: (subject) =>
      opened(subject, async (source) => {
        const found = (await source.tables()).find(({ name }) => name === subject.table.name)
        assert.deepEqual(
          found?.columns.map(({ name }) => name),
          subject.table.columns,
        )
        for (const { sourceType } of found?.columns ?? []) assert.notEqual(sourceType, '')
      }),
  },
  {
    id: 'comments',
    label: { zh: '注释', en: 'comments' },
    owed: ({ capabilities }) => capabilities.comments,
    check: (subject) =>
      opened(subject, async (source) => {
        const found = (await source.tables()).find(({ name }) => name === subject.table.name)
        assert.equal(found?.comment, '看守所在押人员')
        assert.equal(found?.columns[0]?.comment, '公民身份号码')
      }),
  },
  {
    id: 'rows',
    label: { zh: '一行不少', en: 'every row' },
    check: (subject) =>
      extracted(subject, {}, async ({ records, extract }) => {
        const { rows } = subject.table
        assert.equal(extract.rows, rows.length)
        assert.equal(extract.counted, rows.length)
        assert.equal(extract.rejected, 0)
        assert.deepEqual(sorted(records.map(([, ...values]) => values)), sorted(rows))
        assert.notEqual(extract.snapshot, '')
        assert.ok(!Number.isNaN(Date.parse(extract.readAt)), `not a time: ${extract.readAt}`)
      }),
  },
  {
    id: 'row-keys',
    label: { zh: '行号稳定', en: 'stable row keys' },
    check: (subject) =>
      extracted(subject, {}, async (first) => {
        const keys = first.records.map(([key]) => key ?? '')
        assert.equal(new Set(keys).size, keys.length)
        for (const key of keys) assert.match(key, /^[1-9]\d*$/)
        await extracted(subject, {}, async (second) => {
          assert.deepEqual(second.records, first.records)
        })
      }),
  },
  {
    id: 'projection',
    label: { zh: '只取所需列', en: 'only the columns asked for' },
    check: (subject) =>
      extracted(subject, { columns: ['备注', '姓名'] }, async ({ header, records }) => {
        assert.deepEqual(header, ['_row', '备注', '姓名'])
        const wanted = subject.table.rows.map((row) => [row[5] ?? null, row[1] ?? null])
        assert.deepEqual(sorted(records.map(([, ...values]) => values)), sorted(wanted))
      }),
  },
  {
    id: 'empty-text',
    label: { zh: '区分空值与空串', en: 'NULL is not the empty text' },
    owed: ({ capabilities }) => capabilities.emptyText,
    check: (subject) =>
      extracted(subject, { columns: ['备注'] }, async ({ records }) => {
        const count = (value: string | null) => records.filter((row) => row[1] === value).length
        assert.equal(count(''), subject.table.rows.filter((row) => row[5] === '').length)
        assert.ok(count('') > 0 && count(null) > 0)
      }),
  },
  {
    id: 'sample',
    label: { zh: '样本', en: 'sample' },
    check: (subject) =>
      opened(subject, async (source) => {
        const all = new Set(subject.table.rows.map((row) => JSON.stringify(row)))
        const rows = await source.sample(subject.table.name, 7)
        assert.equal(rows.length, 7)
        for (const row of rows) assert.ok(all.has(JSON.stringify(row)), JSON.stringify(row))
      }),
  },
  {
    id: 'values',
    label: { zh: '取值计数', en: 'value counts' },
    check: (subject) =>
      opened(subject, async (source) => {
        const values = await source.values(subject.table.name, '姓名', 3)
        assert.deepEqual(
          values.map(({ rows }) => rows),
          [48, 48, 48],
        )
        const remarks = await source.values(subject.table.name, '备注', 500)
        const total = remarks.reduce((sum, { rows }) => sum + rows, 0)
        assert.equal(total, subject.table.rows.length)
        assert.equal(
          remarks.find(({ value }) => value === null)?.rows,
          subject.table.rows.filter((row) => row[5] === null).length,
        )
      }),
  },
  {
    id: 'profile',
    label: { zh: '列画像', en: 'column profile' },
    check: (subject) =>
      opened(subject, async (source) => {
        const { table } = subject
        const profile = await source.profile({ table: table.name, columns: table.columns, topValues: 10 })
        assert.equal(profile.rows, table.rows.length)
        const [id, name, , amount, date, remark] = profile.columns
        const nulls = (column: number) => table.rows.filter((row) => row[column] === null).length
        assert.equal(id?.nulls, nulls(0))
        assert.equal(remark?.nulls, nulls(5))
        assert.equal(remark?.empties, table.rows.filter((row) => row[5] === '').length)
        assert.equal(id?.semantic?.type, 'resident-id')
        const valid = (table.rows.length - nulls(0) - 10) / (table.rows.length - nulls(0))
        assert.ok(Math.abs((id?.semantic?.valid ?? 0) - valid) < 1e-9, `valid share ${id?.semantic?.valid}`)
        assert.equal(name?.distinct.count, 5)
        assert.equal(name?.top.values[0]?.rows, 48)
        assert.equal(date?.min, '2023-01-01')
        assert.ok(date?.histogram && amount?.histogram, 'no histogram of a date or a number')
        for (const { histogram, nulls: missing } of [date, amount])
          assert.equal(
            histogram?.bins.reduce((sum, { rows }) => sum + rows, 0),
            table.rows.length - missing,
          )
        assert.equal(remark?.lengths?.max, Math.max(...table.rows.map((row) => [...(row[5] ?? '')].length)))
      }),
  },
  {
    id: 'freshness',
    label: { zh: '更新时间', en: 'freshness' },
    check: (subject) =>
      opened(subject, async (source) => {
        const found = (await source.freshness()).find(({ table }) => table === subject.table.name)
        assert.ok(found, 'the table is not in the list')
        if (subject.connector.reading === 'live') return
        // Unknown is said as null, never as a guess.
        if (found.rows !== null) assert.equal(found.rows, subject.table.rows.length)
        assert.ok(Math.abs(Date.parse(found.newestAt ?? '') - Date.now()) < 3_600_000, `newest: ${found.newestAt}`)
        assert.ok(found.batches >= 1)
      }),
  },
  {
    id: 'unknown-names',
    label: { zh: '表列不存在时说明', en: 'unknown names are explained' },
    check: async (subject) => {
      await opened(subject, async (source) => {
        await refuses(() => source.sample('没有这张表"; --', 1), 'no-such-table')
        await refuses(() => source.values(subject.table.name, '没有这一列', 1), 'no-such-column')
      })
      await inFolder(async (file) => {
        await opened(subject, (source) =>
          refuses(() => source.extract(request(subject, file, { columns: ['没有这一列'] })), 'no-such-column'),
        )
      })
    },
  },
  {
    id: 'cancel',
    label: { zh: '可中止', en: 'can be cancelled' },
    check: async (subject) => {
      const stop = new AbortController()
      stop.abort()
      await inFolder((file) =>
        refuses(async () => {
          await using source = await openFixture(subject.connector, subject.fixture, stop.signal)
          await source.extract(request(subject, file))
        }, 'read-cancelled'),
      )
    },
  },
  {
    id: 'refused-login',
    label: { zh: '登录失败说明且不泄密', en: 'a refused login is explained, without its secret' },
    owed: ({ secrets, reading }) => reading === 'live' && secrets.length > 0,
    check: async ({ connector, fixture }) => {
      assert.ok(fixture.refused)
      const settings = fixture.refused
      const error = await refuses(async () => {
        await using source = await openFixture(connector, { settings, context: fixture.context })
        await source.tables()
      }, 'wrong-password')
      const said = `${JSON.stringify(error.text)}${JSON.stringify(error.data)}${error.stack}${String(error.cause)}`
      for (const name of connector.secrets) assert.ok(!said.includes(String(settings[name])), `${name} was said`)
    },
  },
  {
    id: 'unlisted',
    label: { zh: '未登记地址不连接', en: 'unlisted hosts are refused' },
    owed: ({ form }) => form['host'] !== undefined,
    check: async ({ connector, fixture }) => {
      const context = { ...fixture.context, network: { allowed: [], refused: [] } }
      await refuses(() => openFixture(connector, { settings: fixture.settings, context }), 'host-not-listed')
    },
  },
  {
    id: 'read-only',
    label: { zh: '只读', en: 'reading changes nothing' },
    check: async (subject) => {
      const before = await subject.fixture.content()
      await extracted(subject, {}, async () => undefined)
      await opened(subject, async (source) => {
        await source.profile({ table: subject.table.name, columns: subject.table.columns, topValues: 5 })
      })
      assert.equal(await subject.fixture.content(), before)
    },
  },
]

async function opened({ connector, fixture }: Subject, act: (source: OpenSource) => Promise<unknown>): Promise<void> {
  await using source = await openFixture(connector, fixture)
  await act(source)
}

interface Extracted {
  readonly extract: Awaited<ReturnType<OpenSource['extract']>>
  readonly header: readonly (string | null)[]
  readonly records: readonly (readonly (string | null)[])[]
}

async function extracted(
  subject: Subject,
  change: Partial<ExtractRequest>,
  act: (found: Extracted) => Promise<void>,
): Promise<void> {
  await inFolder(async (file) => {
    let seen = 0
    const onRows = (rows: number) => {
      assert.ok(rows >= seen, 'rows are counted upwards')
      seen = rows
    }
    await using source = await openFixture(subject.connector, subject.fixture)
    const extract = await source.extract(request(subject, file, { onRows, ...change }))
    const parser = createCsvParser(',')
    const records = [...parser.push(await readFile(file, 'utf8')), ...parser.finish()].map((record) =>
      record.fields.map((field, at) => (field === '' && record.bare[at] ? null : field)),
    )
    const [header = [], ...rest] = records
    await act({ extract, header, records: rest })
  })
}

function request({ table }: Subject, file: string, change: Partial<ExtractRequest> = {}): ExtractRequest {
  return { table: table.name, columns: table.columns, file, onRows: () => undefined, ...change }
}

async function inFolder(act: (file: string) => Promise<unknown>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jianmo-conformance-'))
  try {
    await act(join(folder, 'rows.csv'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function refuses(act: () => Promise<unknown>, code: string): Promise<ProductError> {
  try {
    await act()
  } catch (cause) {
    assert.ok(cause instanceof ProductError, String(cause))
    assert.equal(cause.code, code)
    assert.ok(cause.text.zh && cause.text.en)
    return cause
  }
  return assert.fail(`nothing was refused; ${code} was expected`)
}

/** Rows come in the order of the source, which nobody promises; as a bag they must be equal. */
function sorted(rows: readonly (readonly (string | null)[])[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort()
}
