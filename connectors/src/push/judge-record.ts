import { isScientific, isSuspectId } from '../landing/column-names.ts'
import { damageReasons } from '../landing/reasons.ts'
import { type JsonField, NotJson, readObject } from '../transport/json-text/index.ts'
import type { Text } from '../words/text.ts'
import type { DeclaredTable } from './declared-tables.ts'

/** What becomes of one record. Values are in the order of the declared columns. */
export type Judgement =
  | { readonly kind: 'row'; readonly values: readonly (string | null)[]; readonly damages: readonly Damage[] }
  | { readonly kind: 'delete'; readonly key: readonly string[] }
  | { readonly kind: 'reject'; readonly column: string | null; readonly reason: Text }

interface Damage {
  readonly column: string
  readonly kind: 'damaged' | 'suspect'
  readonly original: string
}

/** The field that makes a record a tombstone: `{"$delete": true, <key columns>}`. */
const tombstone = '$delete'
const sha256 = /^[0-9a-f]{64}$/

/** Judges the text of a record against the table's declaration. Nothing in it is repaired; numbers keep their digits. */
export function judgeRecord(text: string, table: DeclaredTable): Judgement {
  let fields: readonly JsonField[]
  try {
    fields = readObject(text)
  } catch (cause) {
    if (cause instanceof NotJson) return reject(null, reasons.notJson(cause.at + 1))
    throw cause
  }
  const values = new Map<string, string | null>()
  let deleted = false
  for (const { name, kind, value } of fields) {
    if (name === tombstone) {
      if (value !== 'true' || deleted) return reject(name, reasons.tombstone())
      deleted = true
      continue
    }
    if (!table.columns.some((column) => column.name === name))
      return reject(name.slice(0, 100), reasons.unknownColumn())
    if (values.has(name)) return reject(name, reasons.twice())
    if (kind === 'nested') return reject(name, reasons.nested())
    if (!value.isWellFormed() || value.includes('\ufffd')) return reject(name, reasons.undecodable())
    if (value.includes('\0')) return reject(name, reasons.controlCharacter())
    values.set(name, kind === 'null' ? null : value)
  }
  const key = table.key.map((name) => values.get(name) ?? '')
  const missing = table.key.find((_, index) => (key[index] ?? '').trim() === '')
  if (missing !== undefined) return reject(missing, reasons.keyMissing())
  if (deleted) {
    return values.size === table.key.length ? { kind: 'delete', key } : reject(null, reasons.tombstone())
  }
  const wrong = table.columns.find(({ name, attachment }) => attachment && !isHashOrNull(values.get(name) ?? null))
  if (wrong) return reject(wrong.name, reasons.attachmentHash())
  const damages = [...values].flatMap(([column, value]) => damageOf(column, value))
  return { kind: 'row', values: table.columns.map(({ name }) => values.get(name) ?? null), damages }
}

/** The kept reason of a damage, as for imported files. */
export const reasonOfDamage = (kind: Damage['kind']): Text => damageReasons[kind]

function damageOf(column: string, value: string | null): readonly Damage[] {
  if (value === null) return []
  if (isScientific(value)) return [{ column, kind: 'damaged', original: value }]
  return isSuspectId(value) ? [{ column, kind: 'suspect', original: value }] : []
}

function isHashOrNull(value: string | null): boolean {
  return value === null || sha256.test(value)
}

function reject(column: string | null, reason: Text): Judgement {
  return { kind: 'reject', column, reason }
}

/** Why a record was not taken over. */
export const reasons = {
  notJson: (at: number): Text => ({
    zh: `不是一个 JSON 对象（第 ${at} 个字符处）`,
    en: `It is no JSON object (at character ${at})`,
  }),
  unknownColumn: (): Text => ({
    zh: '该字段没有在数据源中声明；请核对字段名，或请数据管理员补充声明',
    en: 'The field is not declared; check its name, or ask the data administrator to declare it',
  }),
  twice: (): Text => ({
    zh: '同一字段出现两次，无法确定取哪一个',
    en: 'The field is there twice: which one counts is uncertain',
  }),
  nested: (): Text => ({
    zh: '值只能是文字、数字、true、false 或 null',
    en: 'A value must be a text, a number, true, false or null',
  }),
  undecodable: (): Text => ({ zh: '含有无法识别的字符（�）', en: 'It holds characters that cannot be decoded (�)' }),
  controlCharacter: (): Text => ({ zh: '含有控制字符（NUL）', en: 'It holds a control character (NUL)' }),
  keyMissing: (): Text => ({
    zh: '键列为空，无法区分记录',
    en: 'A key column is empty, so the record cannot be told from others',
  }),
  tombstone: (): Text => ({
    zh: '删除记录应只含 "$delete": true 和键列',
    en: 'A deletion holds "$delete": true and the key columns, and nothing else',
  }),
  attachmentHash: (): Text => ({
    zh: '附件列应填附件的 SHA-256（64 位小写十六进制）',
    en: 'An attachment is named by its SHA-256 (64 lower-case hexadecimal digits)',
  }),
  attachmentMissing: (): Text => ({
    zh: '没有收到这个附件；请先推送附件，再推送记录',
    en: 'This attachment was not received: push the attachment first, then the record',
  }),
  tooLong: (): Text => ({ zh: '这一条过长（超过 1 MB）', en: 'The record is too long (over 1 MB)' }),
  notUtf8: (): Text => ({ zh: '不是 UTF-8 编码', en: 'It is not encoded in UTF-8' }),
}
