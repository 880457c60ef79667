import type { Column } from '@jianmo/connectors/words'
import { arrowMetadata } from '@jianmo/engine/wire'
import {
  type Data,
  Field,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import { expect, it } from 'vitest'
import { readArrow } from './read-arrow.ts'

it('keeps every digit of integers and decimals, as numbers where JavaScript has them all', () => {
  const column = (name: string, type: Column['type']): Column => ({
    name,
    type,
    label: { zh: name, en: name },
    sensitivity: 'internal',
  })
  const columns = [column('n', 'integer'), column('money', 'decimal(38,2)'), column('code', 'text')]
  const fields = [
    new Field('n', new Int64(), true),
    new Field('money', new Utf8(), true),
    new Field('code', new Utf8(), true),
  ]
  const children = [
    vectorFromArray([5n, 9223372036854775807n, null], new Int64()).data[0],
    vectorFromArray(['12.50', '12345678901234567890.10', null], new Utf8()).data[0],
    vectorFromArray(['007', '12', null], new Utf8()).data[0],
  ].flatMap((data): Data[] => (data ? [data] : []))
  const metadata = new Map([
    [arrowMetadata.columns, JSON.stringify(columns)],
    [arrowMetadata.totalRows, '7'],
    [arrowMetadata.readAt, '2026-11-20T01:00:00Z'],
    [arrowMetadata.computedAt, '2026-11-20T01:00:09Z'],
    [arrowMetadata.engine, 'duckdb'],
    [arrowMetadata.tables, '{"made":0,"kept":2}'],
  ])
  const schema = new Schema(fields, metadata)
  const data = makeData({ type: new Struct(fields), length: 3, children })
  const stream = tableToIPC(new Table(schema, new RecordBatch(schema, data)), 'stream')
  const page = readArrow(stream)
  expect(page).toMatchObject({
    total: 7,
    readAt: '2026-11-20T01:00:00Z',
    computedAt: '2026-11-20T01:00:09Z',
    runId: null,
    engine: 'duckdb',
    tables: { made: 0, kept: 2 },
  })
  expect(page.rows).toEqual([
    [5, 12.5, '007'],
    ['9223372036854775807', '12345678901234567890.10', '12'],
    [null, null, null],
  ])
})
