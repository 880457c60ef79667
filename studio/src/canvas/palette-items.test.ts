import { describe, expect, it } from 'vitest'
import { describeNode } from './card-text.ts'
import { newNodeOf, paletteItems, searchPalette } from './palette-items.ts'

const items = paletteItems([
  {
    id: 'T01',
    version: 1,
    name: 'criminal_judgment',
    label: { zh: '刑事生效裁判', en: 'Judgments' },
    agency: { zh: '法院', en: 'Court' },
    about: { zh: '', en: '' },
    columns: [],
    key: [],
  },
])
const best = (query: string) => searchPalette(items, query)[0]?.label.zh

describe('the palette', () => {
  it('finds a node by Chinese, by first letters, by pinyin, by English and by table id', () => {
    expect(best('筛')).toBe('筛选')
    expect(best('sx')).toBe('筛选')
    expect(best('shaixuan')).toBe('筛选')
    expect(best('filter')).toBe('筛选')
    expect(best('t01')).toBe('刑事生效裁判')
    expect(best('xssx')).toBe('刑事生效裁判')
    expect(best('ywy')).toBe('应有未有')
    expect(best('fzhz')).toBe('分组汇总')
    expect(best('stb')).toBe('手填表')
  })

  it('finds a node by other words for what it does, in Chinese, by their letters, and in English', () => {
    expect(best('group')).toBe('分组汇总')
    expect(best('统计')).toBe('分组汇总')
    expect(best('tongji')).toBe('分组汇总')
    expect(best('excel')).toBe('手填表')
    expect(best('top')).toBe('排序取前 N')
    expect(best('变量')).toBe('参数表')
  })

  it('names kinds of joins in the language of the screen, and finds them by either', () => {
    expect(items.filter(({ type }) => type === 'join').map(({ mark }) => mark.en)).toEqual([
      'inner',
      'left',
      'semi',
      'anti',
    ])
    expect([best('反连接'), best('anti')]).toEqual(['应有未有', '应有未有'])
  })

  it('leaves a table’s id to the line under the title of its card', () => {
    const [source] = items.filter(({ key }) => key === 'source:T01')
    expect(source && newNodeOf(source, 'zh').title).toBe('刑事生效裁判')
    const card = { id: 's', type: 'source', position: { x: 0, y: 0 }, config: { table: 'T01' } }
    const said = (title: string) => describeNode({ ...card, title }, ({ zh }) => zh)
    expect([said('刑事生效裁判'), said('刑事生效裁判 T01')]).toEqual(['T01', ''])
  })

  it('offers every kind of join and a source for every table, and nothing for nonsense', () => {
    expect(items.filter(({ type }) => type === 'join').map(({ config }) => config.kind)).toEqual([
      'inner',
      'left',
      'semi',
      'anti',
    ])
    expect(items.find(({ key }) => key === 'source:T01')?.config.table).toBe('T01')
    expect(searchPalette(items, 'zzzz')).toEqual([])
  })
})
