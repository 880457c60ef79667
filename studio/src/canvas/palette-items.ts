import type { LogicalTable, Text } from '@jianmo/connectors/words'
import { type NodeFamily, type NodeSpec, nodeSpecs } from '@jianmo/engine/nodes'
import { pinyin } from 'pinyin-pro'
import type { NewNode } from '../document/index.ts'

/** One thing that can be put on the canvas: a node type, or a type with a choice already made (a table, a kind of join). */
export interface PaletteItem {
  readonly key: string
  readonly family: NodeFamily
  readonly label: Text
  readonly about: Text
  readonly type: string
  readonly config: Readonly<Record<string, unknown>>
  /** Shown small at the right: a table's id, a join's other name. */
  readonly mark: Text
  /** Other words by which it is found. */
  readonly words: string
}

export const familyLabels = {
  source: { zh: '数据来源', en: 'Sources' },
  clean: { zh: '清洗', en: 'Clean' },
  shape: { zh: '整理', en: 'Shape' },
  collide: { zh: '碰撞', en: 'Collide' },
  judge: { zh: '研判', en: 'Judge' },
  output: { zh: '输出', en: 'Output' },
} satisfies Record<NodeFamily, Text>

export const families = Object.keys(familyLabels) as readonly NodeFamily[]

const joinPresets: readonly (Text & { kind: string; mark: Text; about: Text })[] = [
  {
    kind: 'inner',
    zh: '关联',
    en: 'Match',
    mark: { zh: '内连接', en: 'inner' },
    about: { zh: '两表都有的才保留。', en: 'Keeps rows found in both.' },
  },
  {
    kind: 'left',
    zh: '补充信息',
    en: 'Look up',
    mark: { zh: '左连接', en: 'left' },
    about: { zh: '左表全部保留，右表有的补上。', en: 'Keeps all left rows and adds what the right knows.' },
  },
  {
    kind: 'semi',
    zh: '存在于',
    en: 'Found in',
    mark: { zh: '半连接', en: 'semi' },
    about: { zh: '只保留右表里有的左表行。', en: 'Keeps left rows that the right has.' },
  },
  {
    kind: 'anti',
    zh: '应有未有',
    en: 'Missing from',
    mark: { zh: '反连接', en: 'anti' },
    about: {
      zh: '只保留右表里没有的左表行；身份不明的另外列出。',
      en: 'Keeps left rows that the right lacks; unidentified rows leave separately.',
    },
  },
]

export const noMark: Text = { zh: '', en: '' }

/** Everything the palette offers, in the order it is shown. */
export function paletteItems(tables: readonly LogicalTable[]): readonly PaletteItem[] {
  return nodeSpecs.flatMap((spec: NodeSpec): PaletteItem[] => {
    const base = {
      family: spec.family,
      label: spec.label,
      about: spec.about,
      type: spec.type,
      config: spec.initial,
      mark: noMark,
      words: spec.words ?? '',
    }
    if (spec.type === 'source' && tables.length > 0) {
      return tables.map((table) => ({
        ...base,
        key: `source:${table.id}`,
        label: table.label,
        about: table.about,
        config: { ...spec.initial, table: table.id },
        mark: { zh: table.id, en: table.id },
      }))
    }
    if (spec.type === 'join') {
      return joinPresets.map(({ kind, mark, about, zh, en }) => ({
        ...base,
        key: `join:${kind}`,
        label: { zh, en },
        about,
        config: { ...spec.initial, kind },
        mark,
      }))
    }
    return [{ ...base, key: spec.type }]
  })
}

export function newNodeOf(item: PaletteItem, language: keyof Text): NewNode {
  return { type: item.type, title: item.label[language], config: item.config }
}

/** Anything that is looked for by its name. */
interface Findable {
  readonly label: Text
  readonly mark: Text
  readonly words: string
}

/** Typed letters find Chinese names by their first letters or full pinyin (`sx`, `shaixuan`, `筛`), and other words for them. */
export function searchPalette<Item extends Findable>(items: readonly Item[], query: string): readonly Item[] {
  const wanted = query.trim().toLowerCase().replaceAll(/\s+/g, '')
  if (wanted === '') return items
  return items
    .map((item) => ({ item, score: scoreOf(item, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score)
    .map(({ item }) => item)
}

const spelt = (text: string, pattern: 'first' | 'pinyin'): string =>
  pinyin(text, { pattern, toneType: 'none', type: 'array' }).join('').toLowerCase()

function scoreOf(item: Findable, wanted: string): number {
  const initials = spelt(item.label.zh, 'first')
  const full = spelt(item.label.zh, 'pinyin')
  const marks = [item.mark.zh, item.mark.en].map((mark) => mark.toLowerCase())
  if (item.label.zh.startsWith(wanted) || initials.startsWith(wanted) || marks.includes(wanted)) return 4
  if (full.startsWith(wanted) || item.label.en.toLowerCase().startsWith(wanted)) return 3
  if (item.label.zh.includes(wanted) || marks.some((mark) => mark.includes(wanted))) return 2
  if (initials.includes(wanted) || full.includes(wanted) || item.label.en.toLowerCase().includes(wanted)) return 1
  // Beginnings only: other words are many, and two letters would be in some of them.
  const words = item.words
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '')
  return words.some((word) =>
    [word, spelt(word, 'first'), spelt(word, 'pinyin')].some((form) => form.startsWith(wanted)),
  )
    ? 1
    : 0
}
